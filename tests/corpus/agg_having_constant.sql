-- expect: both
-- weir: state_ttl = 1d
SELECT 'many' AS verdict FROM scans HAVING COUNT(*) > 10
