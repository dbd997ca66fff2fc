-- expect: both
SELECT parcel, (SELECT MAX(fee) FROM deliveries d WHERE d.parcel = s.parcel GROUP BY d.parcel) AS n FROM scans s;
