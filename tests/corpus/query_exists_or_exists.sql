-- expect: both
SELECT parcel FROM scans s WHERE EXISTS (SELECT * FROM deliveries d WHERE d.parcel = s.parcel) OR EXISTS (SELECT * FROM parcels d WHERE d.parcel = s.parcel);
