SELECT depot, n FROM (SELECT depot, n, ROW_NUMBER() OVER (ORDER BY n DESC) AS r FROM (SELECT depot, COUNT(*) AS n FROM deliveries GROUP BY depot)) WHERE r <= 10;
