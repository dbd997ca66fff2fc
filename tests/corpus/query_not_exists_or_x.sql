-- expect: both
SELECT parcel FROM scans s WHERE NOT (EXISTS (SELECT 1 FROM deliveries d WHERE d.parcel = s.parcel) OR fragile);
