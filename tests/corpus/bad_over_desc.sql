SELECT sensor, SUM(celsius) OVER (PARTITION BY sensor ORDER BY measured DESC) AS a FROM readings;
