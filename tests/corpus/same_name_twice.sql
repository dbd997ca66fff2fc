SELECT parcel, parcel FROM deliveries;
