SELECT window_start, window_end, COUNT(*) AS n
FROM TABLE(TUMBLE(DATA => TABLE readings, TIMECOL => DESCRIPTOR(measured), SIZE => INTERVAL '5' MINUTES))
GROUP BY window_start, window_end;
