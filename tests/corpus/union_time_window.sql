CREATE VIEW u AS SELECT parcel, scanned AS t FROM scans UNION ALL SELECT parcel, delivered AS t FROM deliveries;
SELECT window_start, window_end, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE u, DESCRIPTOR(t), INTERVAL '1' HOUR)) GROUP BY window_start, window_end;
