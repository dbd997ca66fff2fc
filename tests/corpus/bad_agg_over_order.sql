-- expect: neither
SELECT ARRAY_AGG(note ORDER BY scan_id) OVER (PARTITION BY depot ORDER BY scanned) AS s FROM scans
