-- expect: both
SELECT LAG(note) IGNORE NULLS OVER (PARTITION BY depot ORDER BY scanned) AS before_it,
  LAG(weight, 1, 0.5) RESPECT NULLS OVER (PARTITION BY depot ORDER BY scanned) AS w
FROM scans
