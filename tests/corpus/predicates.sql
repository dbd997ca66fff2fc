SELECT parcel
FROM scans
WHERE weight BETWEEN 1 AND 2.5 AND note IS NOT NULL AND depot IN (1, 2, 3) AND note LIKE 'a!%%' ESCAPE '!' AND fragile IS NOT TRUE;
