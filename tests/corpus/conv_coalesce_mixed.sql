SELECT COALESCE(depot, 'none') AS x FROM scans;
