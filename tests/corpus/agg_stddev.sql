-- expect: both
-- weir: state_ttl = 1d
SELECT depot, STDDEV(weight) AS a, STDDEV_SAMP(DISTINCT weight) AS b, VARIANCE(weight) AS c, VAR_POP(tip) AS d
FROM deliveries JOIN (SELECT parcel AS p, weight FROM scans) ON p = parcel
GROUP BY depot
