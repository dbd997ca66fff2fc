SELECT CAST(depot AS DATE) AS a FROM deliveries;
