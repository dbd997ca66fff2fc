-- expect: neither
SELECT s.parcel FROM scans s WHERE EXISTS (SELECT 1 FROM deliveries d, parcels p WHERE parcel = s.parcel);
