-- expect: neither
SELECT FIRST_VALUE(note) IGNORE NULLS OVER (PARTITION BY depot ORDER BY scanned) AS s FROM scans
