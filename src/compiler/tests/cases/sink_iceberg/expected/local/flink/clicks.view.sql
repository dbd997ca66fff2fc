-- topic `clicks` in sink_iceberg.weir
CREATE VIEW IF NOT EXISTS `sink_iceberg.clicks` AS
SELECT
  `user_id`,
  `page`,
  `millis`,
  `clicked_at__ltz` AS `clicked_at`,
  `$rowtime`
FROM `sink_iceberg.clicks__kafka`;
