-- expect: neither
SELECT parcel FROM scans s WHERE parcel IN (SELECT depot FROM deliveries);
