-- transform `slow_clicks` in sink_iceberg_hadoop.weir
CREATE VIEW IF NOT EXISTS `sink_iceberg_hadoop.slow_clicks` AS
SELECT
  `user_id`,
  `page`,
  `millis`,
  `clicked_at__ltz` AS `clicked_at`,
  `$rowtime`
FROM `sink_iceberg_hadoop.slow_clicks__kafka`;
