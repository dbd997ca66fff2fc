SELECT scan_id, scanned + INTERVAL '2' DAYS AS a, scanned - INTERVAL '1-6' YEAR TO MONTH AS b
FROM scans;
