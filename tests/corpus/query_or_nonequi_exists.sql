-- expect: both
SELECT parcel FROM scans s WHERE EXISTS (SELECT 1 FROM deliveries d WHERE d.fee > s.weight) OR fragile;
