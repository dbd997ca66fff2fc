-- expect: neither
SELECT s.scan_id FROM scans AS s CROSS JOIN UNNEST(extra) AS u(k);
