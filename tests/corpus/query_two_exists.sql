-- expect: both
SELECT s.parcel FROM scans s WHERE EXISTS (SELECT 1 FROM deliveries d WHERE d.parcel = s.parcel) AND NOT EXISTS (SELECT 1 FROM parcels p WHERE p.parcel = s.parcel);
