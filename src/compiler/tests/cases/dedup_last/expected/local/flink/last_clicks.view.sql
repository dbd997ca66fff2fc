-- transform `last_clicks` in dedup_last.weir
CREATE VIEW IF NOT EXISTS `dedup_last.last_clicks` AS
SELECT
  `user_id`,
  `page`,
  `clicked_at__ltz` AS `clicked_at`,
  `$rowtime`
FROM `dedup_last.last_clicks__kafka`;
