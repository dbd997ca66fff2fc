-- expect: neither
-- weir: state_ttl = 1d
SELECT SUM(depot ORDER BY scanned) AS a FROM scans
