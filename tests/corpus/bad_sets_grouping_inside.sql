-- expect: neither
-- weir: state_ttl = 1d
SELECT SUM(GROUPING(depot)) AS g FROM scans GROUP BY ROLLUP (depot)
