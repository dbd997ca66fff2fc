SELECT parcel, fee
FROM deliveries
ORDER BY fee;
