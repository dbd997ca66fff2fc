SELECT sensor, SUM(celsius) OVER (PARTITION BY sensor ORDER BY measured) AS a, SUM(celsius) OVER (PARTITION BY code ORDER BY measured) AS b FROM readings;
