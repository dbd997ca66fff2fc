SELECT CAST(delivered AS INT) AS a FROM deliveries;
