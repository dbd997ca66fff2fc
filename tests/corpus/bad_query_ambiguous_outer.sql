-- expect: neither
SELECT s.parcel FROM scans s, parcels p WHERE EXISTS (SELECT 1 FROM depots d WHERE d.city = parcel);
