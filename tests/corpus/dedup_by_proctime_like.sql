SELECT sensor, celsius FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY sensor ORDER BY celsius ASC, measured DESC) AS n FROM readings) WHERE n = 1;
