SELECT depot, parcel, n FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY depot ORDER BY fee DESC) AS n FROM deliveries);
