SELECT s.scan_id, l.label, l.pos
FROM scans AS s CROSS JOIN UNNEST(s.labels) WITH ORDINALITY AS l(label, pos);
