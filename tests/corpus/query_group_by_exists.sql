-- expect: both
SELECT COUNT(*) AS n FROM scans s GROUP BY EXISTS (SELECT 1 FROM deliveries d WHERE d.parcel = s.parcel);
