-- expect: both
SELECT parcel FROM scans WHERE weight > (SELECT MAX(fee) FROM deliveries);
