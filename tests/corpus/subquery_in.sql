-- expect: both
SELECT parcel FROM scans WHERE parcel IN (SELECT parcel FROM deliveries);
