-- expect: both
SELECT parcel FROM scans s WHERE EXISTS (SELECT 1 FROM deliveries d WHERE d.parcel = s.parcel AND d.depot IN (SELECT depot FROM depots));
