SELECT parcel FROM scans WHERE depot LIKE '1%';
