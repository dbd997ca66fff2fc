-- expect: flink, Flink limits all rows before it looks at the outer one
SELECT parcel FROM scans s WHERE depot IN (SELECT depot FROM deliveries d WHERE d.parcel = s.parcel ORDER BY fee DESC LIMIT 3);
