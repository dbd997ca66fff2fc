SELECT sensor, measured, celsius - LAG(celsius, 1) OVER (PARTITION BY sensor
ORDER BY measured) AS change
FROM readings;
