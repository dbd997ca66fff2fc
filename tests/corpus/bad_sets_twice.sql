-- expect: neither
-- weir: state_ttl = 1d
SELECT depot, COUNT(*) AS n FROM scans GROUP BY GROUPING SETS ((depot, parcel), (depot), (depot))
