-- expect: both
SELECT parcel FROM scans s WHERE EXISTS (SELECT 1 FROM deliveries d WHERE d.parcel = s.parcel AND d.fee > (SELECT AVG(rent) FROM depots));
