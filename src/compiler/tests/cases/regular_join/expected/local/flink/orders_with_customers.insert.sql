-- transform `orders_with_customers` in regular_join.weir
INSERT INTO `regular_join.orders_with_customers__kafka`
SELECT
  `o`.`id`,
  `o`.`amount`,
  `o`.`status`,
  `c`.`name`,
  `c`.`country`
FROM (
  SELECT `id`, `customer_id`, `status`, `amount`, `ordered_at`, `$rowtime`
  FROM `regular_join.shop.public.orders`
  WHERE `__deleted` = 'false'
) AS `o`
JOIN (
  SELECT `id`, `name`, `country`, `points`, `$rowtime`
  FROM `regular_join.shop.public.customers`
  WHERE `__deleted` = 'false'
) AS `c` ON `o`.`customer_id` = `c`.`id`;
