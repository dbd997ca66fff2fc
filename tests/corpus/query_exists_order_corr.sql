-- expect: both
SELECT parcel FROM scans s WHERE EXISTS (SELECT fee FROM deliveries d WHERE d.parcel = s.parcel ORDER BY d.fee);
