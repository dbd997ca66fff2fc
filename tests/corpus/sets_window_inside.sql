-- expect: both
SELECT window_start, window_end, depot, COUNT(*) AS n
FROM TABLE(TUMBLE(TABLE scans, DESCRIPTOR(scanned), INTERVAL '1' HOUR))
GROUP BY GROUPING SETS ((window_start, window_end, depot), (window_start, window_end))
