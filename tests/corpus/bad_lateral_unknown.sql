-- expect: neither
SELECT s.scan_id, t.w FROM scans AS s LEFT JOIN LATERAL TABLE(WORDS(s.note)) AS t(w) ON TRUE;
