-- expect: neither
-- weir: state_ttl = 1d
SELECT ARRAY_AGG(note) WITHIN GROUP (ORDER BY scanned) AS a FROM scans
