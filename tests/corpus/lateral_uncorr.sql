-- expect: both
SELECT s.parcel, x.m FROM scans s, LATERAL (SELECT MAX(fee) AS m FROM deliveries d) x;
