SELECT parcel, depot
FROM scans
UNION ALL SELECT parcel
FROM deliveries;
