-- expect: both
SELECT * FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY n DESC) AS place
  FROM (SELECT window_start, window_end, depot, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE scans, DESCRIPTOR(scanned), INTERVAL '1' HOUR)) GROUP BY window_start, window_end, ROLLUP (depot)))
WHERE place <= 3
