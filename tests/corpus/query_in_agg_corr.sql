-- expect: both
SELECT s.parcel FROM scans s WHERE s.weight IN (SELECT MAX(fee) FROM deliveries d WHERE d.parcel = s.parcel);
