-- expect: neither
-- weir: state_ttl = 1d
SELECT ARRAY_AGG(note ORDER BY scan_id) FILTER (WHERE fragile) AS a FROM scans
