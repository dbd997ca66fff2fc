-- expect: flink, SUBSET is read and has no rows
SELECT *
FROM readings MATCH_RECOGNIZE (
  PARTITION BY sensor
  ORDER BY measured
  MEASURES LAST(U.celsius) AS u
  AFTER MATCH SKIP PAST LAST ROW
  PATTERN (A B) WITHIN INTERVAL '1' HOUR
  SUBSET U = (A, B)
  DEFINE B AS B.celsius > 1
) AS m;
