-- expect: both
SELECT parcel, (VALUES 1) AS v FROM scans s;
