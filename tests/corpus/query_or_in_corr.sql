-- expect: both
SELECT parcel FROM scans s WHERE depot IN (SELECT depot FROM deliveries d WHERE d.parcel = s.parcel) OR fragile;
