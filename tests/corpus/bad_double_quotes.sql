SELECT "parcel"
FROM scans;
