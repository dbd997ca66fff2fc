-- expect: both
-- weir: state_ttl = 1d
SELECT depot, COUNT(*) AS n FROM scans GROUP BY DISTINCT GROUPING SETS (depot, ROLLUP (parcel, note), CUBE (fragile))
