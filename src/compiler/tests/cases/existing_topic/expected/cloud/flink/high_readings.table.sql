-- transform `high_readings` in existing_topic.weir
CREATE TABLE IF NOT EXISTS `existing_topic.high_readings` (
  `meter_id` STRING NOT NULL,
  `value` DOUBLE NOT NULL,
  `read_at` TIMESTAMP_LTZ(3) NOT NULL,
  WATERMARK FOR `read_at` AS `read_at` - INTERVAL '10' SECOND
)
DISTRIBUTED INTO 3 BUCKETS
WITH (
  'changelog.mode' = 'append',
  'kafka.cleanup-policy' = 'delete',
  'kafka.retention.time' = '1209600000 ms',
  'value.format' = 'avro-registry'
);
