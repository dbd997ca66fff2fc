-- expect: both
SELECT parcel FROM scans s WHERE parcel IN (SELECT parcel FROM deliveries GROUP BY parcel HAVING COUNT(*) > 2);
