SELECT depot, COUNT(*) AS n, SUM(fee) AS fees, AVG(tip) AS tip, MIN(fee) AS lo, MAX(delivered) AS last_seen
FROM deliveries
GROUP BY depot;
