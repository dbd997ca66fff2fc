-- expect: both
SELECT parcel FROM scans s WHERE EXISTS (WITH c AS (SELECT * FROM deliveries) SELECT 1 FROM c WHERE c.parcel = s.parcel);
