-- expect: both
SELECT parcel, (SELECT MAX(d.fee) FROM deliveries d WHERE UPPER(d.parcel) = UPPER(s.parcel)) AS m FROM scans s;
