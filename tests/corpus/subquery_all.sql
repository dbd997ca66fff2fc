-- expect: both
SELECT parcel FROM scans WHERE depot > ALL (SELECT depot FROM depots);
