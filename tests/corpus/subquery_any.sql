-- expect: both
SELECT parcel FROM scans WHERE depot = ANY (SELECT depot FROM depots);
