-- expect: both
SELECT s.parcel, x.m FROM scans s, LATERAL (SELECT d.fee * s.weight AS m FROM deliveries d WHERE d.parcel = s.parcel) x;
