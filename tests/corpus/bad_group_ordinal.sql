SELECT depot, COUNT(*) AS n
FROM deliveries GROUP BY 1;
