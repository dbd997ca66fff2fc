SELECT parcel, CASE WHEN weight > 10 THEN 'heavy' WHEN weight IS NULL THEN 'unknown' ELSE 'light' END AS class, COALESCE(note, 'none') AS note, NULLIF(depot, 0) AS depot, IF(fragile, 1, 0) AS f
FROM scans;
