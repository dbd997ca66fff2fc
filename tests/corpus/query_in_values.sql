-- expect: both
SELECT parcel FROM scans s WHERE parcel IN (VALUES 'a', 'b');
