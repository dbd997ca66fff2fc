WITH a(x, y) AS (SELECT parcel FROM deliveries) SELECT x FROM a;
