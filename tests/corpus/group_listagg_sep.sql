SELECT depot, LISTAGG(parcel, ';') AS l, LISTAGG(DISTINCT parcel) AS m FROM deliveries GROUP BY depot;
