-- transform `first_clicks` in dedup_first.weir
CREATE VIEW IF NOT EXISTS `dedup_first.first_clicks` AS
SELECT
  `user_id`,
  `page`,
  `clicked_at__ltz` AS `clicked_at`,
  `$rowtime`
FROM `dedup_first.first_clicks__kafka`;
