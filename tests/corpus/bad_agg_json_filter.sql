-- expect: neither
-- weir: state_ttl = 1d
SELECT JSON_ARRAYAGG(parcel) FILTER (WHERE fragile) AS p FROM scans
