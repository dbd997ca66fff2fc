-- expect: both
SELECT parcel FROM scans s WHERE EXISTS (SELECT 1 FROM (SELECT * FROM deliveries d WHERE d.parcel = s.parcel) x WHERE x.fee > 3);
