SELECT labels[depot] AS x, (ARRAY[1, 2])[1] AS y, extra[note] AS z FROM scans;
