SELECT parcel FROM scans INTERSECT ALL SELECT parcel FROM deliveries;
