-- expect: neither
SELECT parcel FROM scans s WHERE EXISTS (SELECT 1 FROM deliveries d JOIN depots p ON d.depot = p.depot AND d.parcel = s.parcel);
