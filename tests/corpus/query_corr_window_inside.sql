-- expect: both
SELECT parcel FROM scans s WHERE EXISTS (SELECT 1 FROM TABLE(TUMBLE(TABLE deliveries, DESCRIPTOR(delivered), INTERVAL '1' HOUR)) d WHERE d.parcel = s.parcel);
