SELECT s.scan_id, e.k, e.v
FROM scans AS s LEFT JOIN UNNEST(s.extra) AS e(k, v) ON TRUE;
