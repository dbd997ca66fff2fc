SELECT parcel FROM deliveries OFFSET 5 ROWS
