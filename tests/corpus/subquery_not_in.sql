-- expect: both
SELECT parcel FROM scans WHERE parcel NOT IN (SELECT parcel FROM deliveries);
