-- expect: both
SELECT s.parcel, x.fee FROM scans s LEFT JOIN LATERAL (SELECT fee FROM deliveries d WHERE d.parcel = s.parcel) x ON TRUE;
