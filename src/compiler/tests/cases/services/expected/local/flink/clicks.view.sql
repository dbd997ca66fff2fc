-- topic `clicks` in services.weir
CREATE VIEW IF NOT EXISTS `services.clicks` AS
SELECT
  `user_id`,
  `page`,
  `millis`,
  `clicked_at__ltz` AS `clicked_at`,
  `$rowtime`
FROM `services.clicks__kafka`;
