-- transform `priced_clicks` in temporal_join.weir
CREATE VIEW IF NOT EXISTS `temporal_join.priced_clicks` AS
SELECT
  `user_id`,
  `page`,
  `price`,
  `name`,
  `clicked_at__ltz` AS `clicked_at`,
  `$rowtime`
FROM `temporal_join.priced_clicks__kafka`;
