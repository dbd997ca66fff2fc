SELECT s.scan_id, e.k, e.v
FROM scans AS s CROSS JOIN UNNEST(s.extra) AS e(k, v);
