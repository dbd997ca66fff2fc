-- expect: neither
-- weir: state_ttl = 1d
SELECT GROUP_ID(depot) AS g FROM scans GROUP BY ROLLUP (depot)
