SELECT window_start, window_end, AVG(celsius) AS mean
FROM TABLE(HOP(TABLE readings, DESCRIPTOR(measured), INTERVAL '1' MINUTE, INTERVAL '10' MINUTES))
GROUP BY window_start, window_end;
