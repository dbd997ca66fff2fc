-- transform `all_orders` in union_all.weir
INSERT INTO `union_all.all_orders__kafka`
SELECT
  `channel`,
  `id`,
  `note`,
  `amount`,
  CAST(`placed_at` AS TIMESTAMP(3)) AS `placed_at`
FROM (
  SELECT
    'web' AS `channel`,
    `id`,
    `note`,
    `amount`,
    `placed_at`
  FROM `union_all.web_orders` AS `web_orders`
  UNION ALL
  SELECT
    'counter' AS `channel`,
    `id`,
    `note`,
    `amount`,
    `placed_at`
  FROM `union_all.shop_orders` AS `shop_orders`
);
