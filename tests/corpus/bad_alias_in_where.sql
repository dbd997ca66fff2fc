SELECT fee * 2 AS f
FROM deliveries
WHERE f > 3;
