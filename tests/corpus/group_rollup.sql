-- expect: flink, grouping sets are refused by name
SELECT depot, COUNT(*) AS n FROM deliveries GROUP BY ROLLUP (depot);
