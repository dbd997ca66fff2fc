-- expect: both
SELECT parcel FROM scans s WHERE EXISTS (SELECT MAX(fee) FROM deliveries d WHERE d.parcel = s.parcel);
