-- expect: both
SELECT x, y FROM (VALUES ROW(1, 'a'), ROW(2, 'b')) AS v(x, y);
