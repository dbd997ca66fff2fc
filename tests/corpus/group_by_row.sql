SELECT depot, parcel, COUNT(*) AS n FROM deliveries GROUP BY (depot, parcel);
