-- transform `high_readings` in existing_topic.weir
INSERT INTO `existing_topic.high_readings__kafka`
SELECT
  `meter_id`,
  `value`,
  CAST(`read_at` AS TIMESTAMP(3)) AS `read_at`
FROM (
  SELECT
    `meter_id`,
    `value`,
    `read_at`
  FROM `existing_topic.meters` AS `meters`
  WHERE `value` > 100
);
