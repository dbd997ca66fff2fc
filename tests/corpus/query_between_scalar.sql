-- expect: both
SELECT parcel FROM scans s WHERE weight BETWEEN (SELECT MIN(fee) FROM deliveries) AND (SELECT MAX(fee) FROM deliveries);
