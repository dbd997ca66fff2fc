SELECT scanned AT TIME ZONE 'UTC' AS x
FROM scans;
