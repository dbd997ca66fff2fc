-- expect: both
SELECT s.parcel, y.city FROM scans s JOIN deliveries x ON s.parcel = x.parcel, LATERAL (SELECT city FROM depots e WHERE e.depot = x.depot AND e.rent > s.weight) y;
