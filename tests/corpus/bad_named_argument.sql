-- expect: neither
SELECT ABS(x => depot) AS a FROM scans;
