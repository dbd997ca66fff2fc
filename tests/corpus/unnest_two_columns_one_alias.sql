SELECT s.scan_id, u.l FROM scans AS s, UNNEST(s.extra) AS u(l);
