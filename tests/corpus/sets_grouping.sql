-- expect: both
-- weir: state_ttl = 1d
SELECT depot, parcel, note, SUM(weight) AS w, GROUPING(depot) AS g, GROUPING_ID(depot, parcel) AS i, GROUPING(note, depot) AS j
FROM scans
GROUP BY GROUPING SETS ((depot, parcel), (note), ())
