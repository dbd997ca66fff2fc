-- topic `clicks` in cumulate.weir
CREATE VIEW IF NOT EXISTS `cumulate.clicks` AS
SELECT
  `user_id`,
  `page`,
  `millis`,
  `clicked_at__ltz` AS `clicked_at`,
  `$rowtime`
FROM `cumulate.clicks__kafka`;
