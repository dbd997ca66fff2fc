-- expect: neither
-- weir: state_ttl = 1d
SELECT JSON_OBJECTAGG(KEY depot VALUE parcel) AS o FROM scans
