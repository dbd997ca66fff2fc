-- expect: both
SELECT parcel, EXISTS (SELECT * FROM deliveries d WHERE d.parcel = s.parcel) AS e FROM scans s;
