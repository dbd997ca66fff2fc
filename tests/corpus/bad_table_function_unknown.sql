-- expect: neither
SELECT * FROM TABLE(TO_CHANGELOG(TABLE scans));
