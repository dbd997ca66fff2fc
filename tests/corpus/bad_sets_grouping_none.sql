-- expect: neither
-- weir: state_ttl = 1d
SELECT GROUPING() AS g FROM scans GROUP BY ROLLUP (depot)
