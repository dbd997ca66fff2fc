-- expect: both
SELECT parcel, COUNT(*) AS n FROM scans GROUP BY parcel HAVING parcel IN (SELECT parcel FROM deliveries);
