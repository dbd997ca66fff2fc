-- expect: both
SELECT scanned + INTERVAL depot WEEK AS a, scanned + INTERVAL depot QUARTER AS b, scanned + INTERVAL depot YEAR AS c, scanned + INTERVAL - 5 DAY AS d FROM scans;
