-- expect: neither
SELECT parcel FROM scans s WHERE (parcel, depot) IN (SELECT parcel FROM deliveries);
