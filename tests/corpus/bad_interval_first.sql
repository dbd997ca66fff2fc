SELECT INTERVAL '1' DAY + scanned AS later
FROM scans;
