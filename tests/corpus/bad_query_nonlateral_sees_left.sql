-- expect: neither
SELECT s.parcel, x.fee FROM scans s, (SELECT fee FROM deliveries d WHERE d.parcel = s.parcel) x;
