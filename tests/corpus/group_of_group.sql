SELECT n, COUNT(*) AS depots FROM (SELECT depot, COUNT(*) AS n FROM deliveries GROUP BY depot) GROUP BY n;
