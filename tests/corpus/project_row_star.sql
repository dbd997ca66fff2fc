SELECT scan_id, s.van.*
FROM scans AS s;
