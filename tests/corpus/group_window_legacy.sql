-- expect: flink, the old group windows are refused by name
SELECT TUMBLE_START(measured, INTERVAL '1' HOUR) AS s, COUNT(*) AS n
FROM readings GROUP BY TUMBLE(measured, INTERVAL '1' HOUR);
