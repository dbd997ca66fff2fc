-- expect: both
SELECT parcel FROM scans s WHERE EXISTS (SELECT 1 FROM deliveries d LEFT JOIN depots p ON d.depot = p.depot WHERE p.city = s.parcel);
