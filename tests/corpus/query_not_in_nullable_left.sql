-- expect: both
SELECT parcel FROM scans WHERE depot NOT IN (SELECT depot FROM deliveries);
