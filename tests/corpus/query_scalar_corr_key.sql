-- expect: both
SELECT parcel, (SELECT kind FROM parcels d WHERE d.parcel = s.parcel) AS m FROM scans s;
