-- expect: neither
SELECT MATCH_ROWTIME() AS c FROM readings;
