-- expect: both
SELECT parcel, parcel IN (SELECT parcel FROM deliveries) AS e FROM scans s;
