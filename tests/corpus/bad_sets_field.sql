-- expect: neither
-- weir: state_ttl = 1d
SELECT van.plate AS plate, COUNT(*) AS n FROM scans GROUP BY van
