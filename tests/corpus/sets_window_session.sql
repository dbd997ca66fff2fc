-- expect: both
-- weir: state_ttl = 1d
SELECT window_start, window_end, depot, COUNT(*) AS n
FROM TABLE(SESSION(TABLE scans, DESCRIPTOR(scanned), INTERVAL '1' HOUR))
GROUP BY window_start, window_end, ROLLUP (depot)
