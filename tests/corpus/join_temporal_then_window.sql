CREATE VIEW placed AS SELECT s.parcel, s.scanned, d.city FROM scans AS s JOIN depots FOR SYSTEM_TIME AS OF s.scanned AS d ON s.depot = d.depot;
SELECT window_start, window_end, city, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE placed, DESCRIPTOR(scanned), INTERVAL '1' HOUR)) GROUP BY window_start, window_end, city;
