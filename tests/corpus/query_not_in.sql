-- expect: both
SELECT parcel FROM scans s WHERE NOT (depot IN (SELECT depot FROM deliveries));
