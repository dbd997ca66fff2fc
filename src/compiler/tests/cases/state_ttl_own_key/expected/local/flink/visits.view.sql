-- topic `visits` in state_ttl_own_key.weir
CREATE VIEW IF NOT EXISTS `state_ttl_own_key.visits` AS
SELECT
  `visit_id`,
  `customer_id`,
  `visited_at__ltz` AS `visited_at`,
  `$rowtime`
FROM `state_ttl_own_key.visits__kafka`;
