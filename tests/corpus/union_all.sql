SELECT parcel, depot
FROM scans
UNION ALL SELECT parcel, depot
FROM deliveries;
