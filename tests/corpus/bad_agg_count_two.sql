-- expect: neither
-- weir: state_ttl = 1d
SELECT COUNT(DISTINCT parcel, depot) AS n FROM scans
