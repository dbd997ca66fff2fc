-- expect: both
SELECT s.parcel, x.m FROM scans s, LATERAL (SELECT MAX(d.fee) AS m FROM deliveries d WHERE d.fee > s.weight) x;
