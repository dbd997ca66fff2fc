-- expect: neither
SELECT POSITION('a' IN note FROM '2') AS a FROM scans;
