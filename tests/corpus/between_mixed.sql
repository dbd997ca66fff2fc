SELECT parcel FROM scans WHERE depot BETWEEN 1 AND weight;
