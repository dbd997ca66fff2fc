-- expect: neither
SELECT parcel FROM scans s WHERE EXISTS (SELECT NULL FROM deliveries d WHERE d.parcel = s.parcel);
