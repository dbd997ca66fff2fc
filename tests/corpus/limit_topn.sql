SELECT parcel, fee
FROM deliveries
ORDER BY fee DESC LIMIT 10;
