-- expect: flink, Flink reads another column of the nearer query
SELECT parcel FROM scans s WHERE EXISTS (SELECT 1 FROM deliveries d WHERE d.parcel = s.parcel AND EXISTS (SELECT 1 FROM depots p WHERE p.depot = s.depot));
