-- expect: both
SELECT parcel FROM scans s WHERE EXISTS (SELECT d.depot FROM deliveries d WHERE d.fee > s.weight GROUP BY d.depot);
