-- expect: both
-- weir: state_ttl = 1d
SELECT CASE WHEN GROUPING(depot) = 1 THEN 'all' ELSE CAST(depot AS STRING) END AS d, COUNT(*) AS n
FROM scans
GROUP BY ROLLUP (depot)
