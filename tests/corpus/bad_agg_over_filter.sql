-- expect: neither
SELECT SUM(weight) FILTER (WHERE fragile) OVER (PARTITION BY depot ORDER BY scanned) AS s FROM scans
