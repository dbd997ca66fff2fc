-- expect: both
SELECT parcel FROM scans s WHERE EXISTS (SELECT 1 FROM deliveries d WHERE s.depot > 3);
