CREATE VIEW v AS SELECT parcel, delivered + INTERVAL '1' SECOND AS t FROM deliveries;
SELECT window_start, window_end, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE v, DESCRIPTOR(t), INTERVAL '1' HOUR)) GROUP BY window_start, window_end;
