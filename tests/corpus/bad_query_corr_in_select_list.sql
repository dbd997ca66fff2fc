-- expect: neither
SELECT parcel, (SELECT MAX(d.fee) + s.weight FROM deliveries d WHERE d.parcel = s.parcel) AS m FROM scans s;
