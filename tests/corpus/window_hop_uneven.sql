SELECT window_start, window_end, COUNT(*) AS n FROM TABLE(HOP(TABLE deliveries, DESCRIPTOR(delivered), INTERVAL '4' MINUTE, INTERVAL '10' MINUTE)) GROUP BY window_start, window_end;
