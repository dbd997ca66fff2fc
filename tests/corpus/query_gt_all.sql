-- expect: both
SELECT parcel FROM scans WHERE weight >= ALL (SELECT fee FROM deliveries);
