-- expect: neither
-- weir: state_ttl = 1d
SELECT depot, note FROM scans GROUP BY ROLLUP (depot, parcel)
