WITH m AS (
  SELECT * FROM readings MATCH_RECOGNIZE (
    PARTITION BY sensor ORDER BY measured
    MEASURES MATCH_ROWTIME() AS t
    PATTERN (A B) WITHIN INTERVAL '1' HOUR
    DEFINE B AS B.celsius > A.celsius))
SELECT window_start, window_end, COUNT(*) AS n
FROM TABLE(TUMBLE(TABLE m, DESCRIPTOR(t), INTERVAL '1' DAY)) GROUP BY window_start, window_end;
