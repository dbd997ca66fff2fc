-- expect: neither
-- weir: state_ttl = 1d
SELECT depot, COUNT(*) AS n FROM scans GROUP BY note, ROLLUP (depot, parcel), CUBE (depot)
