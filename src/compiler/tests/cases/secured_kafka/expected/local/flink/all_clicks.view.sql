-- transform `all_clicks` in secured_kafka.weir
CREATE VIEW IF NOT EXISTS `secured_kafka.all_clicks` AS
SELECT
  `user_id`,
  `page`,
  `clicked_at__ltz` AS `clicked_at`,
  `$rowtime`
FROM `secured_kafka.all_clicks__kafka`;
