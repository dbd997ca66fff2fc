SELECT CAST(fragile AS DATE) AS x
FROM scans;
