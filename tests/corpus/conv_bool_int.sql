SELECT parcel FROM scans WHERE fragile = 1;
