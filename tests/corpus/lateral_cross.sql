-- expect: both
SELECT s.parcel, x.fee FROM scans s CROSS JOIN LATERAL (SELECT fee FROM deliveries d WHERE d.parcel = s.parcel) x;
