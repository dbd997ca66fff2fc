-- expect: neither
SELECT window_start, COUNT(*) AS n
FROM TABLE(TUMBLE((
  SELECT * FROM readings MATCH_RECOGNIZE (
    PARTITION BY sensor ORDER BY measured MEASURES MATCH_ROWTIME() AS t
    PATTERN (A B) DEFINE B AS B.celsius > A.celsius)
), DESCRIPTOR(t), INTERVAL '1' DAY)) GROUP BY window_start, window_end;
