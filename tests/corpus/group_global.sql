SELECT COUNT(*) AS n, MAX(fee) AS top FROM deliveries;
