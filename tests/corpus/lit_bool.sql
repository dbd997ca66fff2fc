-- expect: flink, UNKNOWN is a bare NULL to weir
SELECT TRUE AS a, FALSE AS b, UNKNOWN AS c FROM scans;
