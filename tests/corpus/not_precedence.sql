SELECT parcel FROM scans WHERE NOT depot = 1 AND NOT fragile IS TRUE;
