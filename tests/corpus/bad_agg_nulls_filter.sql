-- expect: neither
-- weir: state_ttl = 1d
SELECT ARRAY_AGG(note IGNORE NULLS) FILTER (WHERE fragile) AS a FROM scans
