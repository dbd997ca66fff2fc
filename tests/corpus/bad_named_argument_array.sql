-- expect: neither
SELECT ARRAY_CONTAINS(haystack => labels, needle => 'a') AS a FROM scans;
