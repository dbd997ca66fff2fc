-- expect: neither
SELECT scan_id FROM scans /*+ NOPE('a' = 'b') */;
