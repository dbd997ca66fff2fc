SELECT parcel p, weight * 2 doubled
FROM scans s
WHERE s.fragile;
