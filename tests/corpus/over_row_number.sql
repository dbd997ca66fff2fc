SELECT sensor, measured, ROW_NUMBER() OVER (PARTITION BY sensor ORDER BY measured) AS n FROM readings;
