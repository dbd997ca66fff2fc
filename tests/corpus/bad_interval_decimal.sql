-- expect: neither
SELECT scanned + INTERVAL '1' DAY * 2.5 AS a FROM scans;
