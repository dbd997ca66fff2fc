-- expect: neither
SELECT scanned + (INTERVAL '1' DAY + INTERVAL '1' MONTH) AS a FROM scans;
