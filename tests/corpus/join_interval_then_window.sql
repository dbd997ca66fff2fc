CREATE VIEW pairs AS SELECT s.parcel, s.scanned FROM scans AS s JOIN deliveries AS d ON s.parcel = d.parcel AND s.scanned BETWEEN d.delivered - INTERVAL '1' HOUR AND d.delivered;
SELECT window_start, window_end, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE pairs, DESCRIPTOR(scanned), INTERVAL '1' HOUR)) GROUP BY window_start, window_end;
