SELECT parcel FROM scans WHERE fragile AND NOT fragile;
