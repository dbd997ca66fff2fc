-- expect: both
SELECT parcel FROM scans WHERE (parcel, depot) IN (SELECT parcel, depot FROM deliveries);
