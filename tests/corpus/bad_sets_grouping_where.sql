-- expect: neither
-- weir: state_ttl = 1d
SELECT depot FROM scans WHERE GROUPING(depot) = 1 GROUP BY ROLLUP (depot)
