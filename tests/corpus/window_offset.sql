SELECT window_start, window_end, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE deliveries, DESCRIPTOR(delivered), INTERVAL '1' DAY, INTERVAL '8' HOUR)) GROUP BY window_start, window_end;
