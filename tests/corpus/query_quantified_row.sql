-- expect: both
SELECT parcel FROM scans WHERE (parcel, depot) = ANY (SELECT parcel, depot FROM deliveries);
