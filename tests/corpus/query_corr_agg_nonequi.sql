-- expect: both
SELECT parcel, (SELECT MAX(d.fee) FROM deliveries d WHERE d.fee > s.weight) AS m FROM scans s;
