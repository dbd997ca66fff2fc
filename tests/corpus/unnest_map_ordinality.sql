-- expect: both
SELECT s.scan_id, u.k, u.n FROM scans AS s CROSS JOIN UNNEST(extra) WITH ORDINALITY AS u(k, v, n);
