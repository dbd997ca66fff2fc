SELECT DISTINCT parcel FROM deliveries WHERE fee > 1;
