-- expect: neither
SELECT *
FROM readings MATCH_RECOGNIZE (
  PARTITION BY sensor
  ORDER BY measured
  MEASURES ROW_NUMBER() OVER (ORDER BY measured) AS s
  AFTER MATCH SKIP PAST LAST ROW
  PATTERN (A B+ C) WITHIN INTERVAL '1' HOUR
  DEFINE B AS B.celsius > A.celsius, C AS C.celsius < LAST(B.celsius)
) AS m;
