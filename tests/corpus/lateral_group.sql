-- expect: both
SELECT s.parcel, x.depot, x.m FROM scans s, LATERAL (SELECT d.depot, COUNT(*) AS m FROM deliveries d WHERE d.parcel = s.parcel GROUP BY d.depot) x;
