-- expect: both
SELECT parcel FROM scans s WHERE EXISTS (VALUES 1);
