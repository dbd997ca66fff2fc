-- expect: neither
SELECT parcel FROM scans s WHERE EXISTS (SELECT d.depot FROM deliveries d WHERE d.parcel = s.parcel GROUP BY d.depot HAVING COUNT(*) > 1);
