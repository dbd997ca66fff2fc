-- expect: both
SELECT parcel, (SELECT fee FROM deliveries ORDER BY fee DESC LIMIT 1) AS f FROM scans s;
