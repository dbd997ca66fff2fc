-- expect: both
SELECT parcel FROM scans s WHERE EXISTS (SELECT * FROM deliveries d WHERE d.parcel = s.parcel AND d.fee > s.weight);
