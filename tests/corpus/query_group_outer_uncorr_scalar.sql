-- expect: both
SELECT parcel, COUNT(*) AS n, (SELECT MAX(fee) FROM deliveries d) AS m FROM scans s GROUP BY parcel;
