SELECT sensor, LEAD(celsius, 1) OVER (PARTITION BY sensor ORDER BY measured) AS n FROM readings;
