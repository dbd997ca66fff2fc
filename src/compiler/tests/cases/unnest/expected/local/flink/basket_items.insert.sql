-- transform `basket_items` in unnest.weir
INSERT INTO `unnest.basket_items__kafka`
SELECT
  `basket_id`,
  `sku`,
  `amount`,
  CAST(`bought_at` AS TIMESTAMP(3)) AS `bought_at`
FROM (
  SELECT
    `b`.`basket_id`,
    `i`.`sku`,
    `i`.`quantity` * `i`.`price` AS `amount`,
    `b`.`bought_at`
  FROM `unnest.baskets` AS `b`
  CROSS JOIN UNNEST(`b`.`items`) AS `i` (`sku`, `quantity`, `price`)
);
