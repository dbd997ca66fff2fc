SELECT deliveries.parcel FROM deliveries AS d;
