SELECT *
FROM readings MATCH_RECOGNIZE (
  PARTITION BY sensor
  ORDER BY measured
  MEASURES A.celsius AS a, D.celsius AS d
  AFTER MATCH SKIP PAST LAST ROW
  PATTERN (A{2,3}? B? C*? D{2} E) WITHIN INTERVAL '1' HOUR
  DEFINE A AS A.celsius > 1, B AS B.celsius > 2
) AS m;
