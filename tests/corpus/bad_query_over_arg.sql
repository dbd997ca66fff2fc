-- expect: neither
SELECT parcel, SUM(depot) OVER (PARTITION BY (SELECT MAX(depot) FROM deliveries) ORDER BY scanned) AS n FROM scans s;
