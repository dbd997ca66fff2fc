SELECT stop FROM (VALUES (ARRAY[ROW(1, 2)])) AS t (stops) CROSS JOIN UNNEST(stops) AS stop
