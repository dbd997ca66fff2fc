SELECT s.scan_id, l.label
FROM scans AS s LEFT JOIN UNNEST(CAST(s.labels AS ARRAY<STRING>)) AS l(label) ON TRUE;
