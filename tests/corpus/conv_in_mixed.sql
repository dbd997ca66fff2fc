SELECT parcel FROM scans WHERE depot IN (1, 2.5);
