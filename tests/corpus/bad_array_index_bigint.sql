SELECT labels[scan_id] AS a FROM scans;
