-- expect: both
SELECT parcel FROM scans WHERE parcel <> ANY (SELECT parcel FROM deliveries);
