-- expect: neither
-- weir: state_ttl = 1d
SELECT depot, LISTAGG(note ORDER BY scanned) AS a FROM scans GROUP BY depot
