-- expect: neither
-- weir: state_ttl = 1d
SELECT SUM(depot) RESPECT NULLS AS a FROM scans
