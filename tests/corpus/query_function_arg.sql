-- expect: both
SELECT parcel, COALESCE((SELECT MAX(fee) FROM deliveries d WHERE d.parcel = s.parcel), 0) AS m FROM scans s;
