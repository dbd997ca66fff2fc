SELECT s.scan_id, l.label
FROM scans AS s CROSS JOIN UNNEST(s.labels) AS l(label);
