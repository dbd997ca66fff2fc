-- expect: neither
SELECT parcel FROM scans s WHERE EXISTS (SELECT 1 FROM deliveries d WHERE d.depot = s.parcel);
