-- expect: both
SELECT (scanned, scanned) OVERLAPS (scanned, INTERVAL depot DAY) AS a, NOT (scanned, scanned) OVERLAPS (scanned, scanned) AND fragile AS b FROM scans;
