SELECT * FROM (VALUES (1, 'a'), (2.5, 'bb')) AS v(x, y);
