SELECT scanned + INTERVAL depot MINUTE AS a, scanned - INTERVAL (depot + 1) DAY AS b, scanned + depot * INTERVAL '1' HOUR AS c, scanned + INTERVAL depot MONTH AS d FROM scans;
