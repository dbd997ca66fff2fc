SELECT FLOOR(delivered TO DAY) AS d, COUNT(*) AS n
FROM deliveries
GROUP BY FLOOR(delivered TO DAY);
