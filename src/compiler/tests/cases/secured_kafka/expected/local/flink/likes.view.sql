-- topic `likes` in secured_kafka.weir
CREATE VIEW IF NOT EXISTS `secured_kafka.likes` AS
SELECT
  `user_id`,
  `page`,
  `liked_at__ltz` AS `liked_at`,
  `$rowtime`
FROM `secured_kafka.likes__kafka`;
