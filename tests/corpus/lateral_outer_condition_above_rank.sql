-- expect: both
SELECT s.parcel, x.fee FROM scans s, LATERAL (SELECT fee FROM (SELECT parcel, fee, ROW_NUMBER() OVER (PARTITION BY d.parcel ORDER BY fee DESC) AS rn FROM deliveries d) r WHERE rn <= 3 AND r.parcel = s.parcel) x;
