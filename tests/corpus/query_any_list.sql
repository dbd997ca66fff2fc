-- expect: both
SELECT parcel FROM scans WHERE depot = ANY (1, 2, 3);
