-- expect: flink, Flink limits all rows before it looks at the outer one
SELECT parcel FROM scans s WHERE EXISTS (SELECT fee FROM deliveries d WHERE d.parcel = s.parcel LIMIT 1);
