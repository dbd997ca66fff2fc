SELECT CASE WHEN fragile THEN 1 ELSE weight END AS x FROM scans;
