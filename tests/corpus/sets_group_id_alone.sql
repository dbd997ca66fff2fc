-- expect: both
-- weir: state_ttl = 1d
SELECT GROUP_ID() AS g, COUNT(*) AS n FROM scans
