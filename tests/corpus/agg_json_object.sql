-- expect: both
-- weir: state_ttl = 1d
SELECT depot, JSON_OBJECTAGG(KEY parcel VALUE weight) AS weights, JSON_OBJECTAGG(note VALUE labels ABSENT ON NULL) AS labels
FROM scans
GROUP BY depot
