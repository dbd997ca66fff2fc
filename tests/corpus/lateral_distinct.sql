-- expect: both
SELECT s.parcel, x.depot FROM scans s, LATERAL (SELECT DISTINCT d.depot FROM deliveries d WHERE d.parcel = s.parcel) x;
