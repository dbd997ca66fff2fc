-- expect: both
SELECT parcel, COUNT(*) FILTER (WHERE EXISTS (SELECT 1 FROM deliveries d WHERE d.parcel = s.parcel)) AS n FROM scans s GROUP BY parcel;
