-- expect: both
SELECT parcel, (SELECT COUNT(*) + 1 FROM deliveries d WHERE d.parcel = s.parcel) AS n FROM scans s;
