-- expect: both
-- weir: state_ttl = 1d
SELECT depot, JSON_ARRAYAGG(note) AS notes, JSON_ARRAYAGG(weight NULL ON NULL) AS weights,
  JSON_ARRAYAGG(van.driver ABSENT ON NULL) AS drivers
FROM scans
GROUP BY depot
HAVING JSON_ARRAYAGG(note) <> '[]'
