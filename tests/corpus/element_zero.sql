SELECT labels[0] AS x FROM scans;
