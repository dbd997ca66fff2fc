-- expect: both
SELECT window_start, window_end, SUM(n) AS n
FROM TABLE(TUMBLE((
  SELECT window_time, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE scans, DESCRIPTOR(scanned), INTERVAL '1' MINUTE))
  GROUP BY window_start, window_end, window_time, ROLLUP (depot)), DESCRIPTOR(window_time), INTERVAL '1' HOUR))
GROUP BY window_start, window_end
