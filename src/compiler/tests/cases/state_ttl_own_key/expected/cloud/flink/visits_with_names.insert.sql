-- transform `visits_with_names` in state_ttl_own_key.weir
INSERT INTO `state_ttl_own_key.visits_with_names`
SELECT /*+ STATE_TTL('c' = '0 s') */
  `v`.`visit_id`,
  `v`.`visited_at`,
  `c`.`id` AS `customer_id`,
  `c`.`name`
FROM `state_ttl_own_key.visits` AS `v`
JOIN (
  SELECT `id`, `name`, `__rowtime`
  FROM `state_ttl_own_key.shop.public.customers__current`
  WHERE `__deleted` = 'false'
) AS `c` ON `v`.`customer_id` = `c`.`id`;
