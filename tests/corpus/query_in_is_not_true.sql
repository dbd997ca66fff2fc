-- expect: both
SELECT parcel FROM scans s WHERE (depot IN (SELECT depot FROM deliveries)) IS NOT TRUE;
