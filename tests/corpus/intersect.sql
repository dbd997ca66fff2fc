SELECT parcel
FROM scans
INTERSECT SELECT parcel
FROM deliveries;
