-- transform `long_clicks` in services.weir
CREATE VIEW IF NOT EXISTS `services.long_clicks` AS
SELECT
  `user_id`,
  `page`,
  `millis`,
  `clicked_at__ltz` AS `clicked_at`,
  `$rowtime`
FROM `services.long_clicks__kafka`;
