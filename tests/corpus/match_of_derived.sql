SELECT *
FROM (SELECT sensor, celsius * 2 AS celsius, measured FROM readings WHERE celsius > 0) MATCH_RECOGNIZE (
  PARTITION BY sensor
  ORDER BY measured
  MEASURES A.celsius AS a
  AFTER MATCH SKIP PAST LAST ROW
  PATTERN (A B) WITHIN INTERVAL '1' HOUR
  DEFINE B AS B.celsius > A.celsius
) AS m;
