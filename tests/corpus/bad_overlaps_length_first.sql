-- expect: neither
SELECT (scanned, scanned) OVERLAPS (INTERVAL '1' DAY, scanned) AS a FROM scans;
