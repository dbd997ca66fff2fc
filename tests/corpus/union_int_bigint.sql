SELECT depot AS x FROM scans UNION ALL SELECT scan_id FROM scans;
