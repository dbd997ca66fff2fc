-- expect: both
SELECT POSITION('a' IN note FROM 2) AS a, POSITION(parcel IN note FROM depot) AS b FROM scans;
