SELECT d.city, m.a
FROM depots AS d JOIN readings MATCH_RECOGNIZE (
  PARTITION BY sensor
  ORDER BY measured
  MEASURES A.celsius AS a
  AFTER MATCH SKIP PAST LAST ROW
  PATTERN (A B) WITHIN INTERVAL '1' HOUR
  DEFINE B AS B.celsius > A.celsius
) AS m ON m.sensor = d.depot;
