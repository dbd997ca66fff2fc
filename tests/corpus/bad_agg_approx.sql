-- expect: neither
-- weir: state_ttl = 1d
SELECT APPROX_COUNT_DISTINCT(parcel) AS n FROM scans
