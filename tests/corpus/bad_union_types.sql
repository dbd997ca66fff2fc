SELECT parcel
FROM scans
UNION ALL SELECT fee
FROM deliveries;
