-- expect: both
-- weir: state_ttl = 1d
SELECT depot, COUNT(DISTINCT note) AS n FROM scans GROUP BY ROLLUP ((depot, parcel), fragile)
