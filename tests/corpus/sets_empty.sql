-- expect: both
-- weir: state_ttl = 1d
SELECT COUNT(*) AS n, SUM(scan_id) AS s FROM scans GROUP BY ()
