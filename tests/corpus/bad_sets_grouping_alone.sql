-- expect: neither
-- weir: state_ttl = 1d
SELECT GROUPING(depot) AS g FROM scans
