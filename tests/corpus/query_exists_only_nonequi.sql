-- expect: both
SELECT parcel FROM scans s WHERE EXISTS (SELECT * FROM deliveries d WHERE d.fee > s.weight);
