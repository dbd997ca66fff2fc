-- expect: neither
-- weir: state_ttl = 1d
SELECT ABS(depot) FILTER (WHERE fragile) AS n FROM scans
