SELECT *
FROM readings MATCH_RECOGNIZE (
  PARTITION BY sensor
  ORDER BY measured
  MEASURES COUNT(*) AS n, COUNT(B.celsius) AS b, SUM(B.celsius) AS s, AVG(celsius) AS a, MAX(B.measured) AS latest, MIN(B.code) AS code, ARRAY_AGG(B.celsius) AS all_of_them
  AFTER MATCH SKIP PAST LAST ROW
  PATTERN (A B+ C) WITHIN INTERVAL '1' HOUR
  DEFINE B AS B.celsius > A.celsius, C AS C.celsius < LAST(B.celsius)
) AS m;
