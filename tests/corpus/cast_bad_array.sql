SELECT CAST(labels AS INT) AS a FROM scans;
