-- expect: neither
-- weir: state_ttl = 1d
SELECT JSON_ARRAYAGG(opened) AS days FROM depots
