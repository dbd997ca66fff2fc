SELECT sensor, SUM(celsius) OVER (PARTITION BY sensor
ORDER BY celsius) AS s
FROM readings;
