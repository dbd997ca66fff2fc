-- expect: both
SELECT parcel, COUNT(*) AS n FROM scans GROUP BY parcel HAVING parcel NOT IN (SELECT parcel FROM deliveries);
