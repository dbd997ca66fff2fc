SELECT parcel
FROM scans
WHERE note SIMILAR TO '(a|b)%' OR fragile IS UNKNOWN;
