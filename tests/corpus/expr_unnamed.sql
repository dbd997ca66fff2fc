SELECT fee + 1, UPPER(parcel) FROM deliveries;
