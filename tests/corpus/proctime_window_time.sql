CREATE VIEW arrivals AS SELECT depot, fee, PROCTIME() AS now_at FROM deliveries;
SELECT window_time, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE arrivals, DESCRIPTOR(now_at), INTERVAL '5' SECOND)) GROUP BY window_start, window_end, window_time
