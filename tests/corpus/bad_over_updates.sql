SELECT city, SUM(rent) OVER (PARTITION BY city ORDER BY since) AS a FROM depots;
