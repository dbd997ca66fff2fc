-- expect: both
SELECT parcel, CASE WHEN EXISTS (SELECT * FROM deliveries d WHERE d.parcel = s.parcel) THEN 1 ELSE 0 END AS e FROM scans s;
