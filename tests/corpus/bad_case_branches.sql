SELECT CASE WHEN fragile THEN 1 ELSE scanned END AS x
FROM scans;
