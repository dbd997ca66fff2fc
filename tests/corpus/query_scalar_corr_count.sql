-- expect: both
SELECT parcel, (SELECT COUNT(*) FROM deliveries d WHERE d.parcel = s.parcel) AS m FROM scans s;
