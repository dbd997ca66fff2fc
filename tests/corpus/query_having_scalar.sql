-- expect: both
SELECT parcel, COUNT(*) AS n FROM scans GROUP BY parcel HAVING COUNT(*) > (SELECT COUNT(*) FROM deliveries);
