SELECT parcel, total FROM (SELECT parcel, SUM(fee) AS total FROM deliveries GROUP BY parcel ORDER BY total DESC) AS t
