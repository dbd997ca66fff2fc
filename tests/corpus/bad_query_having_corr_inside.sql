-- expect: neither
SELECT parcel FROM scans s WHERE EXISTS (SELECT d.depot FROM deliveries d GROUP BY d.depot HAVING d.depot = s.depot);
