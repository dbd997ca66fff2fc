-- expect: both
-- weir: state_ttl = 1d
SELECT depot, COUNT(*) AS n FROM scans GROUP BY ROLLUP (depot) HAVING GROUPING(depot) = 0 AND COUNT(*) > 2
