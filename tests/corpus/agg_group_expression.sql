-- expect: both
-- weir: state_ttl = 1d
SELECT upper(s.parcel) AS p, (depot + 1) * 2 AS d, COUNT(*) AS n FROM scans AS s GROUP BY UPPER(parcel), s.depot + 1
