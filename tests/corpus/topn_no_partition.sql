SELECT parcel, fee, n FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY fee DESC) AS n FROM deliveries) WHERE n <= 3;
