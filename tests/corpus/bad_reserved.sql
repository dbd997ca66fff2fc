SELECT parcel AS value
FROM scans;
