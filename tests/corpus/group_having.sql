SELECT depot, SUM(fee) AS fees
FROM deliveries
GROUP BY depot
HAVING SUM(fee) > 100 AND COUNT(*) > 2;
