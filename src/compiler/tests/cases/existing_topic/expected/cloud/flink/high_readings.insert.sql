-- transform `high_readings` in existing_topic.weir
INSERT INTO `existing_topic.high_readings`
SELECT
  `meter_id`,
  `value`,
  `read_at`
FROM `existing_topic.meters` AS `meters`
WHERE `value` > 100;
