-- expect: both
SELECT parcel, (SELECT MAX(fee) FROM deliveries) AS top FROM scans;
