-- expect: both
SELECT scanned + depot * INTERVAL '1' SECOND AS a, scanned - INTERVAL '1' MINUTE * depot AS b, scanned + INTERVAL (depot + 1) HOUR AS c, scanned + INTERVAL depot MONTH AS d, scanned + INTERVAL scan_id DAY AS e, scanned + (INTERVAL '1' DAY - INTERVAL '1' HOUR) AS f FROM scans;
