SELECT v.x, v.y
FROM (VALUES (1, 'a'), (2, 'b')) AS v(x, y);
