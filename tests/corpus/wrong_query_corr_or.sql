-- expect: flink, Flink loses rows whose depot is null
SELECT parcel FROM scans s WHERE EXISTS (SELECT 1 FROM deliveries d WHERE d.parcel = s.parcel OR d.depot = s.depot);
