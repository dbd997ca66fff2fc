-- transform `customers_with_orders` in regular_join.weir
INSERT INTO `regular_join.customers_with_orders__kafka`
SELECT /*+ STATE_TTL('c' = '0 s', 'o' = '2592000000 ms') */
  `c`.`id` AS `customer_id`,
  COALESCE(`o`.`id`, -1) AS `order_id`,
  `c`.`name`,
  `o`.`amount`
FROM (
  SELECT `id`, `name`, `country`, `points`, `$rowtime`
  FROM `regular_join.shop.public.customers`
  WHERE `__deleted` = 'false'
) AS `c`
LEFT JOIN (
  SELECT `id`, `customer_id`, `status`, `amount`, `ordered_at`, `$rowtime`
  FROM `regular_join.shop.public.orders`
  WHERE `__deleted` = 'false'
) AS `o` ON `o`.`customer_id` = `c`.`id`;
