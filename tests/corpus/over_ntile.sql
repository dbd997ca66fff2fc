SELECT sensor, NTILE(4) OVER (PARTITION BY sensor ORDER BY measured) AS n FROM readings;
