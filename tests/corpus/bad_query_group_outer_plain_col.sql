-- expect: neither
SELECT parcel, COUNT(*) AS n, (SELECT MAX(fee) FROM deliveries d WHERE d.parcel = s.parcel) AS m FROM scans s GROUP BY parcel;
