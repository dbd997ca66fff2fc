-- expect: both
-- weir: state_ttl = 1d
SELECT note, depot, parcel, COUNT(*) AS n FROM scans GROUP BY note, ROLLUP (depot, parcel)
