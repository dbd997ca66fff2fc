-- expect: both
SELECT parcel FROM scans s WHERE weight < ANY (SELECT fee FROM deliveries d WHERE d.parcel = s.parcel);
