SELECT TO_TIMESTAMP_LTZ(scan_id, 3) AS a, TO_TIMESTAMP(note) AS b, FROM_UNIXTIME(scan_id) AS c, UNIX_TIMESTAMP(note) AS d, TO_DATE(note) AS e, CAST(scanned AS DATE) AS f, CONVERT_TZ(note, 'UTC', 'Europe/Paris') AS g
FROM scans;
