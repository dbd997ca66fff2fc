-- expect: both
SELECT parcel FROM scans WHERE parcel <> ALL (SELECT parcel FROM deliveries);
