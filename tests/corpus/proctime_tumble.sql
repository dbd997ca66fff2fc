CREATE VIEW arrivals AS SELECT depot, fee, PROCTIME() AS now_at FROM deliveries;
SELECT depot, window_start, window_end, COUNT(*) AS n
FROM TABLE(TUMBLE(TABLE arrivals, DESCRIPTOR(now_at), INTERVAL '1' MINUTE))
GROUP BY depot, window_start, window_end
