-- expect: neither
SELECT *
FROM readings MATCH_RECOGNIZE (
  PARTITION BY sensor
  ORDER BY measured
  MEASURES LAST(B.celsius) AS top
  AFTER MATCH SKIP PAST LAST ROW
  PATTERN (A B+ C) WITHIN INTERVAL '1' HOUR
  DEFINE B AS B.celsius > Z.celsius, C AS C.celsius < 1
) AS m;
