SELECT depot, COUNT(*) FILTER (WHERE fee > 1) AS a, SUM(fee) FILTER (WHERE tip IS NULL) AS b, MAX(tip) FILTER (WHERE fee < 5 OR tip > 1) AS c FROM deliveries GROUP BY depot;
