SELECT parcel, $rowtime AS t FROM deliveries;
