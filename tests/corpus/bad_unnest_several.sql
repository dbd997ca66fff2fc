-- expect: neither
SELECT s.scan_id, u.a, u.b FROM scans AS s CROSS JOIN UNNEST(labels, labels) AS u(a, b);
