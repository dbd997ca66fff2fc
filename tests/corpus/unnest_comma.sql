SELECT s.scan_id, u.l FROM scans AS s, UNNEST(s.labels) AS u(l);
