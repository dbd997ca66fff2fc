-- transform `slow_clicks` in sink_snowflake.weir
CREATE VIEW IF NOT EXISTS `sink_snowflake.slow_clicks` AS
SELECT
  `user_id`,
  `page`,
  `millis`,
  `clicked_at__ltz` AS `clicked_at`,
  `$rowtime`
FROM `sink_snowflake.slow_clicks__kafka`;
