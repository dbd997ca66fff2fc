-- expect: flink, MATCH_RECOGNIZE is refused by name
SELECT m.sensor, m.rise
FROM readings MATCH_RECOGNIZE (PARTITION BY sensor
ORDER BY measured MEASURES LAST(B.celsius) AS rise ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW PATTERN (A B+ C) DEFINE B AS B.celsius > A.celsius, C AS C.celsius < B.celsius) AS m;
