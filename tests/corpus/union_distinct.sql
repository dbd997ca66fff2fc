SELECT parcel
FROM scans
UNION SELECT parcel
FROM deliveries;
