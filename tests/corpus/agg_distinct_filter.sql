-- expect: both
-- weir: state_ttl = 1d
SELECT depot, COUNT(DISTINCT note) FILTER (WHERE fragile) AS n, COUNT(DISTINCT parcel) AS parcels, SUM(DISTINCT weight) AS w,
  LISTAGG(DISTINCT note, '/') AS notes, FIRST_VALUE(DISTINCT note) FILTER (WHERE NOT fragile) AS f, COUNT(DISTINCT labels) AS ls
FROM scans
GROUP BY depot
