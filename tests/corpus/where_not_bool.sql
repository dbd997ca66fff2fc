SELECT parcel FROM scans WHERE depot;
