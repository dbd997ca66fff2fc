-- expect: both
SELECT parcel FROM scans s WHERE weight > (SELECT AVG(fee) FROM deliveries d WHERE d.parcel = s.parcel);
