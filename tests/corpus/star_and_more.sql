SELECT *, fee * 2 AS twice FROM deliveries;
