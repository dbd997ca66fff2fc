SELECT *
FROM readings MATCH_RECOGNIZE (
  PARTITION BY sensor
  ORDER BY measured
  MEASURES FIRST(A.measured) AS began, LAST(B.celsius, 1) AS before_last, FIRST(B.celsius, 2) AS third, celsius AS last_of_all, C.code AS code, B.celsius - A.celsius AS rise
  AFTER MATCH SKIP PAST LAST ROW
  PATTERN (A B+ C) WITHIN INTERVAL '1' HOUR
  DEFINE B AS B.celsius > A.celsius, C AS C.celsius < LAST(B.celsius)
) AS m;
