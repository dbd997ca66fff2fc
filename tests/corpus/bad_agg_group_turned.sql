-- expect: neither
-- weir: state_ttl = 1d
SELECT 1 + depot AS d, COUNT(*) AS n FROM scans GROUP BY depot + 1
