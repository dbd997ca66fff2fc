SELECT window_start, window_end, COUNT(*) AS n FROM TABLE(SESSION(TABLE readings PARTITION BY nothing, DESCRIPTOR(measured), INTERVAL '5' MINUTE)) GROUP BY window_start, window_end;
