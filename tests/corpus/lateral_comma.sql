-- expect: both
SELECT s.parcel, x.fee FROM scans s, LATERAL (SELECT fee FROM deliveries d WHERE d.parcel = s.parcel) AS x;
