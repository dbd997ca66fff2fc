-- expect: both
WITH c AS (SELECT * FROM deliveries) SELECT parcel FROM scans s WHERE EXISTS (SELECT 1 FROM c WHERE c.parcel = s.parcel);
