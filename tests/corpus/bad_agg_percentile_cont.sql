-- expect: neither
-- weir: state_ttl = 1d
SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY weight) AS n FROM scans
