-- expect: neither
SELECT parcel FROM scans s WHERE parcel IN (SELECT parcel, depot FROM deliveries);
