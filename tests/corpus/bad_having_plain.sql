SELECT depot FROM deliveries GROUP BY depot HAVING fee > 1;
