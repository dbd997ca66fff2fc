-- expect: neither
SELECT parcel FROM scans s WHERE depot IN (SELECT depot FROM deliveries d WHERE d.parcel = s.parcel UNION ALL SELECT sender FROM parcels p WHERE p.parcel = s.parcel);
