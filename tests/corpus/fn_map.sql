SELECT MAP_KEYS(extra) AS a, MAP_VALUES(extra) AS b, MAP_ENTRIES(extra) AS c, CARDINALITY(extra) AS d, MAP_UNION(extra, extra) AS e, MAP_FROM_ARRAYS(labels, labels) AS f FROM scans;
