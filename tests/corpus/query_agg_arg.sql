-- expect: both
SELECT parcel, SUM((SELECT MAX(fee) FROM deliveries d WHERE d.parcel = s.parcel)) AS n FROM scans s GROUP BY parcel;
