-- expect: neither
SELECT s.parcel, x.fee FROM scans s, LATERAL (SELECT fee FROM deliveries d WHERE d.parcel = s.parcel UNION ALL SELECT rent FROM depots e WHERE e.depot = s.depot) x;
