-- expect: both
-- weir: state_ttl = 1d
SELECT depot, GROUPING(depot, parcel) AS g, GROUP_ID() AS i FROM scans GROUP BY depot, parcel
