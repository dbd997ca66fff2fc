SELECT Parcel
FROM scans;
