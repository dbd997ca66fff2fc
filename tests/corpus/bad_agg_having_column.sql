-- expect: neither
-- weir: state_ttl = 1d
SELECT depot FROM scans HAVING COUNT(*) > 10
