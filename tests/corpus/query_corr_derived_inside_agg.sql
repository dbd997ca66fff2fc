-- expect: both
SELECT parcel, (SELECT MAX(x.fee) FROM (SELECT * FROM deliveries d WHERE d.parcel = s.parcel) x) AS f FROM scans s;
