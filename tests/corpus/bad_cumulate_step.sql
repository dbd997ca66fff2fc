SELECT window_start, window_end, COUNT(*) AS n
FROM TABLE(CUMULATE(TABLE readings, DESCRIPTOR(measured), INTERVAL '7' MINUTE, INTERVAL '1' HOUR))
GROUP BY window_start, window_end;
