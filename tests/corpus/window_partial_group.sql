SELECT window_start, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE deliveries, DESCRIPTOR(delivered), INTERVAL '1' HOUR)) GROUP BY window_start;
