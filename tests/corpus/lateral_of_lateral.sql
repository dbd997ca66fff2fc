-- expect: both
SELECT s.parcel, y.city FROM scans s, LATERAL (SELECT fee, depot FROM deliveries d WHERE d.parcel = s.parcel) x, LATERAL (SELECT city FROM depots e WHERE e.depot = x.depot) y;
