SELECT depot AS d, COUNT(*) AS n
FROM deliveries
GROUP BY d;
