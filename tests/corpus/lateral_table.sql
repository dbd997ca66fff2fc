-- expect: neither
SELECT s.scan_id, t.w FROM scans AS s, LATERAL TABLE(SPLIT(s.note, ' ')) AS t(w);
