-- expect: both
SELECT s.parcel, x.fee FROM scans s, LATERAL (SELECT fee FROM (SELECT fee, ROW_NUMBER() OVER (PARTITION BY d.parcel ORDER BY fee DESC) AS rn FROM deliveries d WHERE d.parcel = s.parcel) WHERE rn <= 3) x;
