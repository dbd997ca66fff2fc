-- expect: neither
-- weir: state_ttl = 1d
SELECT FIRST_VALUE(note) IGNORE NULLS AS a FROM scans
