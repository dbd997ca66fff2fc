SELECT depot + 1 || 'x' AS a
FROM scans;
