WITH w AS (SELECT * FROM TABLE(TUMBLE(TABLE deliveries, DESCRIPTOR(delivered), INTERVAL '1' HOUR))) SELECT window_start, window_end, COUNT(*) AS n FROM w GROUP BY window_start, window_end;
