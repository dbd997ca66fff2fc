-- expect: neither
SELECT parcel, fee FROM deliveries QUALIFY fee > 3;
