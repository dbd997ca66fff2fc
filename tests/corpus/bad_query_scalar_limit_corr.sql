-- expect: neither
SELECT parcel, (SELECT fee FROM deliveries d WHERE d.parcel = s.parcel ORDER BY fee DESC LIMIT 1) AS f FROM scans s;
