-- expect: flink, a condition of an optional side is not tied to the outer row
SELECT parcel FROM scans s WHERE EXISTS (SELECT 1 FROM depots p LEFT JOIN (SELECT * FROM deliveries d WHERE d.parcel = s.parcel) x ON x.depot = p.depot);
