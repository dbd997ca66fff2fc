-- expect: both
SELECT parcel FROM scans WHERE depot IN (SELECT depot FROM deliveries);
