-- expect: both
SELECT parcel FROM scans s WHERE depot NOT IN (VALUES 1, 2);
