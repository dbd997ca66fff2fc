SELECT parcel
FROM scans
WHERE depot != 4;
