-- expect: flink, an interval that is computed is refused by name
SELECT scanned + INTERVAL depot MINUTE AS t FROM scans;
