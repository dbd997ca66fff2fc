SELECT parcel, CAST(NULL AS INT) AS depot FROM scans UNION ALL SELECT parcel, depot FROM deliveries;
