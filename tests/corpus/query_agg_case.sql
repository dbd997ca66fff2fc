-- expect: both
SELECT parcel, SUM(CASE WHEN parcel IN (SELECT parcel FROM deliveries) THEN 1 ELSE 0 END) AS n FROM scans s GROUP BY parcel;
