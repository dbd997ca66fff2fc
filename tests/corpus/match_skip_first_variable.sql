-- expect: flink, its matcher fails at the first match
SELECT *
FROM readings MATCH_RECOGNIZE (
  PARTITION BY sensor
  ORDER BY measured
  MEASURES A.celsius AS a
  AFTER MATCH SKIP TO FIRST A
  PATTERN (A B+ C) WITHIN INTERVAL '1' HOUR
  DEFINE B AS B.celsius > A.celsius, C AS C.celsius < LAST(B.celsius)
) AS m;
