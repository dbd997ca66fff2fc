SELECT DISTINCT depot, fragile
FROM scans;
