CREATE VIEW j AS SELECT s.parcel, s.scanned FROM scans AS s JOIN parcels AS p ON s.parcel = p.parcel;
SELECT window_start, window_end, COUNT(*) AS n
FROM TABLE(TUMBLE(TABLE j, DESCRIPTOR(scanned), INTERVAL '1' HOUR))
GROUP BY window_start, window_end;
