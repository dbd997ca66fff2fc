-- expect: both
SELECT scanned + INTERVAL depot MINUTE AS t FROM scans;
