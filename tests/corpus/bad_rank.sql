SELECT depot, fee FROM (SELECT *, RANK() OVER (PARTITION BY depot ORDER BY fee DESC) AS n FROM deliveries) WHERE n <= 2;
