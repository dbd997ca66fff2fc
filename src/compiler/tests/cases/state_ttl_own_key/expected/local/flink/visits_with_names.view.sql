-- transform `visits_with_names` in state_ttl_own_key.weir
CREATE VIEW IF NOT EXISTS `state_ttl_own_key.visits_with_names` AS
SELECT
  `visit_id`,
  CAST(`visited_at` AS TIMESTAMP_LTZ(3)) AS `visited_at`,
  `customer_id`,
  `name`,
  `$rowtime`
FROM `state_ttl_own_key.visits_with_names__kafka`;
