-- expect: neither
SELECT parcel FROM scans s WHERE fragile IN (SELECT depot FROM deliveries);
