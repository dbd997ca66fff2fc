-- expect: flink, a variable that no pattern has is null
SELECT *
FROM readings MATCH_RECOGNIZE (
  PARTITION BY sensor
  ORDER BY measured
  MEASURES A.celsius AS a
  AFTER MATCH SKIP PAST LAST ROW
  PATTERN (A b) WITHIN INTERVAL '1' HOUR
  DEFINE B AS B.celsius > 1, b AS b.celsius > LAST(B.celsius)
) AS m;
