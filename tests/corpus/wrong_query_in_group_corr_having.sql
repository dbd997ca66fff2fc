-- expect: flink, Flink compares the wrong column in HAVING
SELECT s.parcel FROM scans s WHERE s.weight IN (SELECT MAX(fee) FROM deliveries d WHERE d.parcel = s.parcel GROUP BY d.depot HAVING COUNT(*) > 1);
