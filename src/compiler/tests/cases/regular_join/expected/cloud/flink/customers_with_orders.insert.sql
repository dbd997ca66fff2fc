-- transform `customers_with_orders` in regular_join.weir
INSERT INTO `regular_join.customers_with_orders`
SELECT /*+ STATE_TTL('c' = '0 s', 'o' = '2592000000 ms') */
  `c`.`id` AS `customer_id`,
  COALESCE(`o`.`id`, -1) AS `order_id`,
  `c`.`name`,
  `o`.`amount`
FROM (
  SELECT `id`, `name`, `country`, `points`, `__rowtime`
  FROM `regular_join.shop.public.customers__current`
  WHERE `__deleted` = 'false'
) AS `c`
LEFT JOIN (
  SELECT `id`, `customer_id`, `status`, `amount`, `ordered_at`, `__rowtime`
  FROM `regular_join.shop.public.orders__current`
  WHERE `__deleted` = 'false'
) AS `o` ON `o`.`customer_id` = `c`.`id`;
