SELECT parcel FROM scans WHERE note = 5;
