SELECT parcel, price
FROM deliveries NATURAL JOIN parcels;
