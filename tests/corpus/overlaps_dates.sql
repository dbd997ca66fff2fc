-- expect: both
SELECT (opened, opened) OVERLAPS (DATE '2024-01-01', INTERVAL '1' MONTH) AS a FROM depots;
