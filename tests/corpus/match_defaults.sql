SELECT *
FROM readings MATCH_RECOGNIZE (
  PARTITION BY sensor
  ORDER BY measured
  MEASURES A.celsius AS a
  PATTERN (A B)
  DEFINE B AS B.celsius > A.celsius
) AS m;
