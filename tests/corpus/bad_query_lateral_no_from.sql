-- expect: neither
SELECT s.parcel, x.m FROM scans s, LATERAL (SELECT s.weight * 2 AS m) x;
