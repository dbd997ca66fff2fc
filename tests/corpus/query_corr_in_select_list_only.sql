-- expect: both
SELECT parcel, (SELECT s.weight) AS m FROM scans s;
