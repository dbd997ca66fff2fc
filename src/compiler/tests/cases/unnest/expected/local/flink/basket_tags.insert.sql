-- transform `basket_tags` in unnest.weir
INSERT INTO `unnest.basket_tags__kafka`
SELECT
  `b`.`basket_id`,
  `t`.`tag`
FROM `unnest.baskets` AS `b`
LEFT JOIN UNNEST(CAST(`b`.`tags` AS ARRAY<STRING>)) AS `t` (`tag`) ON TRUE;
