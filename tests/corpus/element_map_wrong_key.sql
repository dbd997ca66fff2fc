SELECT extra[1] AS x FROM scans;
