-- topic `clicks` in dedup_last.weir
CREATE VIEW IF NOT EXISTS `dedup_last.clicks` AS
SELECT
  `user_id`,
  `page`,
  `millis`,
  `clicked_at__ltz` AS `clicked_at`,
  `$rowtime`
FROM `dedup_last.clicks__kafka`;
