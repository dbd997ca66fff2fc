-- topic `meters` in existing_topic.weir
CREATE VIEW IF NOT EXISTS `existing_topic.meters` AS
SELECT
  `meter_id`,
  `value`,
  `read_at__ltz` AS `read_at`,
  `$rowtime`
FROM `existing_topic.meters__kafka`;
