-- topic `clicks` in hop.weir
CREATE VIEW IF NOT EXISTS `hop.clicks` AS
SELECT
  `user_id`,
  `page`,
  `millis`,
  `clicked_at__ltz` AS `clicked_at`,
  `$rowtime`
FROM `hop.clicks__kafka`;
