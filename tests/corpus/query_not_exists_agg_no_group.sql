-- expect: both
SELECT parcel FROM scans s WHERE NOT EXISTS (SELECT MAX(fee) FROM deliveries d WHERE d.parcel = s.parcel);
