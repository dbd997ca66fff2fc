-- expect: both
SELECT parcel, price FROM parcels WHERE parcel IN (SELECT parcel FROM deliveries);
