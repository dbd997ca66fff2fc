SELECT sensor, SUM(celsius) OVER (PARTITION BY sensor) AS a FROM readings;
