SELECT city, COUNT(*) AS n, SUM(rent) AS rent
FROM depots
GROUP BY city;
