-- expect: both
SELECT parcel FROM scans s WHERE (SELECT MAX(fee) FROM deliveries d WHERE d.parcel = s.parcel) IS NULL;
