SELECT depot, JSON_ARRAYAGG(parcel) AS l FROM deliveries GROUP BY depot;
