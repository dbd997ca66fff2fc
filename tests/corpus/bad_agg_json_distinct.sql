-- expect: neither
-- weir: state_ttl = 1d
SELECT JSON_ARRAYAGG(DISTINCT parcel) AS p FROM scans
