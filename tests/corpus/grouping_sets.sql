-- expect: flink, grouping sets are refused by name
SELECT depot, parcel, COUNT(*) AS n
FROM deliveries GROUP BY GROUPING SETS ((depot), (parcel));
