-- expect: neither
SELECT s.parcel FROM scans s JOIN parcels p ON s.parcel = p.parcel AND EXISTS (SELECT 1 FROM deliveries d WHERE d.parcel = s.parcel);
