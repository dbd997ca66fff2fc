SELECT sensor, measured, SUM(celsius) OVER w AS s, MAX(celsius) OVER w AS m
FROM readings WINDOW w AS (PARTITION BY sensor
ORDER BY measured ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW);
