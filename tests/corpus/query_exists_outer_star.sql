-- expect: both
SELECT parcel FROM scans s WHERE EXISTS (SELECT s.* FROM deliveries d WHERE d.parcel = s.parcel);
