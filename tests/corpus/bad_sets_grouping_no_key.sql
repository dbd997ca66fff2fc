-- expect: neither
-- weir: state_ttl = 1d
SELECT depot, GROUPING(parcel) AS g FROM scans GROUP BY depot
