SELECT parcel
FROM scans
WHERE (depot, parcel) = (1, 'a');
