SELECT DATEADD('day', 1, scanned) AS x
FROM scans;
