-- expect: neither
SELECT window_start, COUNT(*) AS n FROM TABLE(TUMBLE((SELECT * FROM scans WHERE parcel IN (SELECT parcel FROM deliveries)), DESCRIPTOR(scanned), INTERVAL '1' HOUR)) GROUP BY window_start, window_end;
