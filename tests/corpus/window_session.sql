SELECT window_start, window_end, sensor, COUNT(*) AS n
FROM TABLE(SESSION(TABLE readings PARTITION BY sensor, DESCRIPTOR(measured), INTERVAL '30' MINUTES))
GROUP BY window_start, window_end, sensor;
