-- expect: both
SELECT parcel, depot + 1 AS fee, ROW_NUMBER() OVER (PARTITION BY parcel ORDER BY delivered DESC) AS depot FROM deliveries QUALIFY depot = 1;
