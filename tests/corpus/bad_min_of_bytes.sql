SELECT MIN(ENCODE(parcel, 'UTF-8')) AS a FROM scans;
