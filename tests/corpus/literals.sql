SELECT scan_id, X'41ff' AS bytes_, DATE '2024-02-29' AS d, TIME '12:30:00' AS t, TIMESTAMP '2024-01-01 00:00:00.123' AS ts, scanned + INTERVAL '1 02:03:04' DAY TO SECOND AS later, 1e3 AS e, 'it''s' AS s
FROM scans;
