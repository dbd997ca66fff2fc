-- expect: both
-- weir: state_ttl = 1d
SELECT depot, parcel, COUNT(*) AS n FROM scans GROUP BY ROW(depot, parcel)
