SELECT s.scan_id, u.a, u.b FROM scans AS s CROSS JOIN UNNEST(ARRAY[ROW(1, 'x'), ROW(2, 'y')]) AS u(a, b);
