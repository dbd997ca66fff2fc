-- topic `clicks` in sink_iceberg_hadoop.weir
CREATE VIEW IF NOT EXISTS `sink_iceberg_hadoop.clicks` AS
SELECT
  `user_id`,
  `page`,
  `millis`,
  `clicked_at__ltz` AS `clicked_at`,
  `$rowtime`
FROM `sink_iceberg_hadoop.clicks__kafka`;
