SELECT parcel FROM scans EXCEPT ALL SELECT parcel FROM deliveries;
