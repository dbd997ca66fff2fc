-- expect: both
SELECT parcel, (SELECT fee FROM deliveries d WHERE d.parcel = s.parcel) AS m FROM scans s;
