SELECT depot FROM scans UNION ALL SELECT CAST(fee AS INT) FROM deliveries;
