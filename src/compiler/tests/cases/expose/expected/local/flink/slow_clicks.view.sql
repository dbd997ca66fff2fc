-- transform `slow_clicks` in expose.weir
CREATE VIEW IF NOT EXISTS `expose.slow_clicks` AS
SELECT
  `user_id`,
  `page`,
  `millis`,
  `clicked_at__ltz` AS `clicked_at`,
  `$rowtime`
FROM `expose.slow_clicks__kafka`;
