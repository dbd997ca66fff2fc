SELECT sensor, measured, AVG(celsius) OVER (PARTITION BY sensor
ORDER BY measured ROWS BETWEEN 9 PRECEDING AND CURRENT ROW) AS mean
FROM readings;
