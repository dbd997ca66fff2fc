SELECT window_start, window_end, depot, SUM(fee) AS fees
FROM TABLE(TUMBLE(TABLE deliveries, DESCRIPTOR(delivered), INTERVAL '1' HOUR))
GROUP BY window_start, window_end, depot;
