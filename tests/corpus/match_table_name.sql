-- expect: flink, it takes the table's name for a variable that has no rows
SELECT *
FROM readings MATCH_RECOGNIZE (
  PARTITION BY sensor
  ORDER BY measured
  MEASURES readings.celsius AS c
  AFTER MATCH SKIP PAST LAST ROW
  PATTERN (A B+ C) WITHIN INTERVAL '1' HOUR
  DEFINE B AS B.celsius > A.celsius, C AS C.celsius < LAST(B.celsius)
) AS m;
