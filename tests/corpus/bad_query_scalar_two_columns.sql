-- expect: neither
SELECT parcel, (SELECT fee, depot FROM deliveries) AS v FROM scans s;
