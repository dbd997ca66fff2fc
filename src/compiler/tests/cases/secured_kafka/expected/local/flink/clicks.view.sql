-- topic `clicks` in secured_kafka.weir
CREATE VIEW IF NOT EXISTS `secured_kafka.clicks` AS
SELECT
  `user_id`,
  `page`,
  `millis`,
  `clicked_at__ltz` AS `clicked_at`,
  `$rowtime`
FROM `secured_kafka.clicks__kafka`;
