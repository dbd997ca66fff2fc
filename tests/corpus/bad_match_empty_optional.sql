-- expect: neither
SELECT *
FROM readings MATCH_RECOGNIZE (
  PARTITION BY sensor
  ORDER BY measured
  MEASURES A.celsius AS a
  AFTER MATCH SKIP PAST LAST ROW
  PATTERN (A? B?) WITHIN INTERVAL '1' HOUR
  DEFINE A AS A.celsius > 1
) AS m;
