SELECT a.scan_id AS first_scan, b.scan_id AS second_scan
FROM scans AS a JOIN scans AS b ON a.parcel = b.parcel AND b.scanned BETWEEN a.scanned AND a.scanned + INTERVAL '10' MINUTE;
