-- expect: both
-- weir: state_ttl = 1d
SELECT depot, ARRAY_AGG(note IGNORE NULLS) AS a, ARRAY_AGG(note RESPECT NULLS) AS b, ARRAY_AGG(note) IGNORE NULLS AS c,
  ARRAY_AGG(DISTINCT note ORDER BY scanned DESC) AS d, ARRAY_AGG(note IGNORE NULLS ORDER BY scanned) AS e
FROM scans
GROUP BY depot
