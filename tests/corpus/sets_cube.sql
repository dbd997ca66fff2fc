-- expect: both
-- weir: state_ttl = 1d
SELECT depot + 1 AS d, COALESCE(parcel, 'all') AS p, COUNT(*) AS n, MAX(depot) AS m
FROM scans
GROUP BY CUBE (depot, parcel)
