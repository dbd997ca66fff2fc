SELECT CASE WHEN depot IN (1, 2) THEN 'a' END AS x FROM scans;
