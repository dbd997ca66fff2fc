-- expect: both
-- weir: state_ttl = 1d
SELECT depot, parcel, GROUP_ID() AS copy, COUNT(*) AS n
FROM scans
GROUP BY GROUPING SETS ((depot, parcel), (depot, parcel), (depot))
