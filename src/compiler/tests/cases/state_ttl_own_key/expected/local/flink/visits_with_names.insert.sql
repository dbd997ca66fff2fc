-- transform `visits_with_names` in state_ttl_own_key.weir
INSERT INTO `state_ttl_own_key.visits_with_names__kafka`
SELECT
  `visit_id`,
  CAST(`visited_at` AS TIMESTAMP(3)) AS `visited_at`,
  `customer_id`,
  `name`
FROM (
  SELECT /*+ STATE_TTL('c' = '0 s') */
    `v`.`visit_id`,
    `v`.`visited_at`,
    `c`.`id` AS `customer_id`,
    `c`.`name`
  FROM `state_ttl_own_key.visits` AS `v`
  JOIN (
    SELECT `id`, `name`, `$rowtime`
    FROM `state_ttl_own_key.shop.public.customers`
    WHERE `__deleted` = 'false'
  ) AS `c` ON `v`.`customer_id` = `c`.`id`
);
