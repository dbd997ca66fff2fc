-- expect: both
SELECT s.parcel FROM scans AS s WHERE EXISTS (SELECT 1 FROM deliveries AS d WHERE d.parcel = s.parcel);
