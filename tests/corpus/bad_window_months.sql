SELECT window_start, window_end, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE deliveries, DESCRIPTOR(delivered), INTERVAL '1' MONTH)) GROUP BY window_start, window_end;
