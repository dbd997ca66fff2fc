SELECT UPPER(depot) AS x FROM scans;
