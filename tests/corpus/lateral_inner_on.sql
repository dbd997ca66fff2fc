-- expect: both
SELECT s.parcel, x.m FROM scans s JOIN LATERAL (SELECT parcel, fee AS m FROM deliveries d WHERE d.depot = s.depot) x ON s.parcel = x.parcel;
