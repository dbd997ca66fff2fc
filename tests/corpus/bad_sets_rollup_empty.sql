-- expect: neither
-- weir: state_ttl = 1d
SELECT COUNT(*) AS n FROM scans GROUP BY ROLLUP ()
