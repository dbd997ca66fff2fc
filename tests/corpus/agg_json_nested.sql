-- expect: both
-- weir: state_ttl = 1d
SELECT depot, JSON_OBJECT(KEY 'notes' VALUE JSON_ARRAYAGG(note), KEY 'n' VALUE COUNT(*)) AS summary
FROM scans
GROUP BY depot
