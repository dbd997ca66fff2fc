-- expect: neither
SELECT parcel, COUNT(*) AS n FROM scans s GROUP BY parcel HAVING EXISTS (SELECT 1 FROM deliveries d WHERE d.parcel = s.parcel);
