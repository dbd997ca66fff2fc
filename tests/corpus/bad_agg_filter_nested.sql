-- expect: neither
-- weir: state_ttl = 1d
SELECT COUNT(*) FILTER (WHERE COUNT(*) > 1) AS n FROM scans
