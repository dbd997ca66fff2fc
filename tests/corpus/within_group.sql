SELECT depot, LISTAGG(parcel) WITHIN GROUP (ORDER BY fee) AS l FROM deliveries GROUP BY depot;
