SELECT *
FROM readings MATCH_RECOGNIZE (
  PARTITION BY sensor
  ORDER BY measured
  MEASURES A.celsius AS a
  AFTER MATCH SKIP PAST LAST ROW
  PATTERN (A B) WITHIN INTERVAL '1' HOUR
  DEFINE A AS A.code IN ('abc', 'xyz') AND NOT A.code LIKE 'a%', B AS B.celsius BETWEEN 1 AND 2 AND B.measured < A.measured + INTERVAL '1' MINUTE
) AS m;
