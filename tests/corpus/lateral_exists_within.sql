-- expect: both
SELECT s.parcel, x.fee FROM scans s, LATERAL (SELECT fee FROM deliveries d WHERE d.parcel = s.parcel AND EXISTS (SELECT 1 FROM depots e WHERE e.depot = d.depot)) x;
