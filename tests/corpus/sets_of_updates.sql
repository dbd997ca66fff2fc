-- expect: both
-- weir: state_ttl = 1d
SELECT kind, sender, COUNT(*) AS n, MAX(price) AS p FROM parcels GROUP BY CUBE (kind, sender)
