-- expect: both
SELECT parcel FROM scans WHERE weight > ANY (SELECT fee FROM deliveries);
