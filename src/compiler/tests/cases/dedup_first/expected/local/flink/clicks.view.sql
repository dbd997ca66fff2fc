-- topic `clicks` in dedup_first.weir
CREATE VIEW IF NOT EXISTS `dedup_first.clicks` AS
SELECT
  `user_id`,
  `page`,
  `millis`,
  `clicked_at__ltz` AS `clicked_at`,
  `$rowtime`
FROM `dedup_first.clicks__kafka`;
