-- expect: both
SELECT parcel FROM scans s ORDER BY (SELECT MAX(fee) FROM deliveries) LIMIT 3;
