-- expect: both
SELECT parcel, (SELECT fee FROM deliveries) AS m FROM scans;
