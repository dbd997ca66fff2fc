-- expect: neither
SELECT parcel FROM scans WHERE parcel > ANY (SELECT depot FROM deliveries);
