-- transform `high_readings` in existing_topic.weir
CREATE VIEW IF NOT EXISTS `existing_topic.high_readings` AS
SELECT
  `meter_id`,
  `value`,
  `read_at__ltz` AS `read_at`,
  `$rowtime`
FROM `existing_topic.high_readings__kafka`;
