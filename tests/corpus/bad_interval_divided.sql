-- expect: neither
SELECT scanned + INTERVAL '1' SECOND / 2 AS a FROM scans;
