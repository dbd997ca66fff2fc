SELECT window_start, window_end, MAX(celsius) AS top
FROM TABLE(CUMULATE(TABLE readings, DESCRIPTOR(measured), INTERVAL '1' HOUR, INTERVAL '1' DAY))
GROUP BY window_start, window_end;
