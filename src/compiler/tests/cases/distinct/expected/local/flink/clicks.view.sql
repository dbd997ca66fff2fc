-- topic `clicks` in distinct.weir
CREATE VIEW IF NOT EXISTS `distinct.clicks` AS
SELECT
  `user_id`,
  `page`,
  `millis`,
  `clicked_at__ltz` AS `clicked_at`,
  `$rowtime`
FROM `distinct.clicks__kafka`;
