-- transform `basket_prices` in unnest.weir
INSERT INTO `unnest.basket_prices__kafka`
SELECT
  `b`.`basket_id`,
  `p`.`k` AS `currency`,
  `p`.`v` AS `price`
FROM `unnest.baskets` AS `b`
CROSS JOIN UNNEST(`b`.`prices`) AS `p` (`k`, `v`);
