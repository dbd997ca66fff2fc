-- expect: neither
SELECT LAST(celsius) AS c FROM readings;
