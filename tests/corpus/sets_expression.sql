-- expect: both
-- weir: state_ttl = 1d
SELECT UPPER(note) AS u, GROUPING(UPPER(note)) AS g, COUNT(*) AS n FROM scans AS s GROUP BY CUBE (upper(s.note), fragile)
