SELECT DISTINCT depot, COUNT(*) AS n FROM deliveries GROUP BY depot;
