-- expect: both
SELECT s.parcel, x.m FROM scans s, LATERAL (SELECT d.fee AS m FROM deliveries d WHERE d.fee > s.weight) x;
