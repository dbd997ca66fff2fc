-- expect: both
SELECT parcel FROM scans s WHERE (parcel, depot) IN (VALUES ('a', 1), ('b', 2));
