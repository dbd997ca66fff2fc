-- expect: neither
SELECT s.scan_id FROM scans AS s CROSS JOIN UNNEST(labels) WITH ORDINALITY AS u(a);
