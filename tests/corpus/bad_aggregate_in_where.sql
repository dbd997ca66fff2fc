SELECT depot
FROM deliveries
WHERE SUM(fee) > 1
GROUP BY depot;
