-- transform `big_orders` in provision_rds.weir
INSERT INTO `provision_rds.big_orders`
SELECT
  `id`,
  `customer_id`,
  `amount`
FROM (
  SELECT `id`, `customer_id`, `status`, `amount`, `ordered_at`, `__rowtime`
  FROM `provision_rds.shop.public.orders__current`
  WHERE `__deleted` = 'false'
) AS `orders`
WHERE `amount` > 1000;
