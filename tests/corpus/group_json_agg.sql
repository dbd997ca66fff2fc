-- expect: flink, JSON aggregates are refused by name
SELECT depot, JSON_ARRAYAGG(parcel) AS l FROM deliveries GROUP BY depot;
