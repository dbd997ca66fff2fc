-- expect: both
SELECT window_start, window_end, window_time, depot, GROUPING(depot) AS g, COUNT(*) AS n
FROM TABLE(TUMBLE(TABLE scans, DESCRIPTOR(scanned), INTERVAL '1' HOUR))
GROUP BY window_start, window_end, window_time, GROUPING SETS ((depot), ())
