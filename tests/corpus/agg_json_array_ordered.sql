-- expect: both
-- weir: state_ttl = 1d
SELECT depot, JSON_ARRAYAGG(note ORDER BY scanned) AS notes, JSON_ARRAYAGG(weight) WITHIN GROUP (ORDER BY scan_id DESC) AS weights
FROM scans
GROUP BY depot
