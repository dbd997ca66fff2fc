-- expect: both
SELECT parcel, (SELECT MAX(fee) FROM deliveries d WHERE d.parcel = s.parcel HAVING COUNT(*) > 1) AS n FROM scans s;
