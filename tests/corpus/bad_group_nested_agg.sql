SELECT SUM(COUNT(*)) AS n FROM deliveries GROUP BY depot;
