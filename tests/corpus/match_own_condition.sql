SELECT *
FROM readings MATCH_RECOGNIZE (
  PARTITION BY sensor
  ORDER BY measured
  MEASURES LAST(A.celsius) AS a
  AFTER MATCH SKIP PAST LAST ROW
  PATTERN (A+ B) WITHIN INTERVAL '1' HOUR
  DEFINE A AS LAST(A.celsius, 1) IS NULL OR A.celsius > LAST(A.celsius, 1), B AS B.celsius < AVG(A.celsius) AND COUNT(A.celsius) > 2
) AS m;
