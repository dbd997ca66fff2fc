-- expect: both
SELECT s.parcel, x.m FROM scans s LEFT JOIN LATERAL (SELECT MAX(fee) AS m FROM deliveries d WHERE d.parcel = s.parcel) x ON TRUE;
