SELECT s.scan_id, l.label
FROM scans AS s LEFT JOIN UNNEST(s.labels) AS l(label) ON TRUE;
