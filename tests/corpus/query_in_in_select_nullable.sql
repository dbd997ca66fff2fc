-- expect: both
SELECT parcel, depot IN (SELECT depot FROM scans) AS e FROM scans s;
