-- expect: both
SELECT parcel FROM scans s WHERE EXISTS (WITH c AS (SELECT * FROM deliveries d WHERE d.parcel = s.parcel) SELECT 1 FROM c);
