-- expect: both
-- weir: state_ttl = 1d
SELECT COUNT(*) AS n, SUM(weight) AS w FROM scans HAVING COUNT(*) > 10
