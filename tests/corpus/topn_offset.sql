SELECT depot, parcel FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY depot ORDER BY fee DESC) AS n FROM deliveries) WHERE n > 1 AND n <= 4;
