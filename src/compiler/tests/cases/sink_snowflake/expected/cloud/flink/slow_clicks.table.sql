-- transform `slow_clicks` in sink_snowflake.weir
CREATE TABLE IF NOT EXISTS `sink_snowflake.slow_clicks` (
  `user_id` BIGINT NOT NULL,
  `page` STRING NOT NULL,
  `millis` INT NOT NULL,
  `clicked_at` TIMESTAMP_LTZ(3) NOT NULL,
  WATERMARK FOR `clicked_at` AS `clicked_at` - INTERVAL '10' SECOND
)
DISTRIBUTED INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'append',
  'kafka.cleanup-policy' = 'delete',
  'value.format' = 'avro-registry'
);
