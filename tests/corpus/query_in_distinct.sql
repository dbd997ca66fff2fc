-- expect: both
SELECT parcel FROM scans s WHERE parcel IN (SELECT DISTINCT parcel FROM deliveries);
