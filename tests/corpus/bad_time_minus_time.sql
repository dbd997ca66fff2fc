SELECT scanned - scanned AS x
FROM scans;
