-- expect: neither
SELECT (depot, depot) OVERLAPS (depot, depot) AS a FROM scans;
