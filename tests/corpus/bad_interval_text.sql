-- expect: neither
SELECT scanned + INTERVAL note DAY AS a FROM scans;
