SELECT scan_id, labels[1] AS first_label, extra['lane'] AS lane, CARDINALITY(labels) AS n
FROM scans;
