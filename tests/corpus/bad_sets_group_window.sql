-- expect: neither
SELECT depot, COUNT(*) AS n FROM scans GROUP BY ROLLUP (depot), TUMBLE(scanned, INTERVAL '1' HOUR)
