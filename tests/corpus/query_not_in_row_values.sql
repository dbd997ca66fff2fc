-- expect: both
SELECT parcel FROM scans WHERE (parcel, depot) NOT IN (SELECT parcel, depot FROM deliveries);
