SELECT window_start, window_end, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE depots, DESCRIPTOR(since), INTERVAL '1' DAY)) GROUP BY window_start, window_end;
