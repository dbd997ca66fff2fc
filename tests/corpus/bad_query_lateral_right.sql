-- expect: neither
SELECT s.parcel, x.fee FROM scans s RIGHT JOIN LATERAL (SELECT fee FROM deliveries d WHERE d.parcel = s.parcel) x ON TRUE;
