SELECT parcel FROM deliveries LIMIT 5;
