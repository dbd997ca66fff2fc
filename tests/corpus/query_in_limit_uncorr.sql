-- expect: both
SELECT parcel FROM scans s WHERE parcel IN (SELECT parcel FROM deliveries ORDER BY fee DESC LIMIT 3);
