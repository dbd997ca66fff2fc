-- expect: both
SELECT parcel FROM scans s WHERE depot IN (SELECT fee FROM deliveries);
