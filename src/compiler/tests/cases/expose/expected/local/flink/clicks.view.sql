-- topic `clicks` in expose.weir
CREATE VIEW IF NOT EXISTS `expose.clicks` AS
SELECT
  `user_id`,
  `page`,
  `millis`,
  `clicked_at__ltz` AS `clicked_at`,
  `$rowtime`
FROM `expose.clicks__kafka`;
