SELECT scanned + INTERVAL '2' WEEK AS a, scanned - INTERVAL '1' QUARTER AS b FROM scans;
