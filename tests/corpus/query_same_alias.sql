-- expect: both
SELECT s.parcel FROM scans s WHERE EXISTS (SELECT 1 FROM deliveries s WHERE s.parcel = s.parcel);
