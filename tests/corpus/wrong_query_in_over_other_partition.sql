-- expect: flink, Flink sums over all parcels of a depot
SELECT s.parcel FROM scans s WHERE s.weight IN (SELECT SUM(fee) OVER (PARTITION BY d.depot ORDER BY d.delivered) FROM deliveries d WHERE d.parcel = s.parcel);
