SELECT ABS(depot) AS a, ROUND(weight, 1) AS r, FLOOR(weight) AS f, CEIL(weight) AS c, MOD(depot, 3) AS m, depot % 3 AS m2, POWER(weight, 2) AS p, SQRT(weight) AS s, SIGN(weight) AS sg, TRUNCATE(weight, 1) AS t, GREATEST(depot, 3) AS g, LN(weight) AS ln
FROM scans;
