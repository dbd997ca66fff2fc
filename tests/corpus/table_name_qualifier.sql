SELECT deliveries.parcel FROM deliveries;
