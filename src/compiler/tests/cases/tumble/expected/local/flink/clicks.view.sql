-- topic `clicks` in tumble.weir
CREATE VIEW IF NOT EXISTS `tumble.clicks` AS
SELECT
  `user_id`,
  `page`,
  `millis`,
  `clicked_at__ltz` AS `clicked_at`,
  `$rowtime`
FROM `tumble.clicks__kafka`;
