SELECT *, fee FROM deliveries;
