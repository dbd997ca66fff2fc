-- transform `slow_clicks` in sink_postgres.weir
CREATE VIEW IF NOT EXISTS `sink_postgres.slow_clicks` AS
SELECT
  `user_id`,
  `page`,
  `millis`,
  `clicked_at__ltz` AS `clicked_at`,
  `$rowtime`
FROM `sink_postgres.slow_clicks__kafka`;
