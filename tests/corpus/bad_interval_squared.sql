-- expect: neither
SELECT scanned + INTERVAL '1' DAY * INTERVAL '1' DAY AS a FROM scans;
