-- expect: both
SELECT parcel FROM scans s WHERE NOT EXISTS (SELECT * FROM deliveries d WHERE d.parcel = s.parcel AND d.fee > 10);
