-- expect: neither
-- weir: state_ttl = 1d
SELECT JSON_ARRAYAGG(COUNT(*)) AS p FROM scans
