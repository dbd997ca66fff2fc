-- topic `clicks` in temporal_join.weir
CREATE VIEW IF NOT EXISTS `temporal_join.clicks` AS
SELECT
  `user_id`,
  `page`,
  `millis`,
  `clicked_at__ltz` AS `clicked_at`,
  `$rowtime`
FROM `temporal_join.clicks__kafka`;
