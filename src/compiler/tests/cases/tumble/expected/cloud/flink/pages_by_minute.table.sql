-- transform `pages_by_minute` in tumble.weir
CREATE TABLE IF NOT EXISTS `tumble.pages_by_minute` (
  `window_start` TIMESTAMP(3) NOT NULL,
  `window_end` TIMESTAMP(3) NOT NULL,
  `page` STRING NOT NULL,
  `visits` BIGINT NOT NULL,
  `total_millis` INT NOT NULL,
  `last_at` TIMESTAMP_LTZ(3) NOT NULL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND
)
COMMENT 'Visits and time of a page, minute by minute.'
DISTRIBUTED INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'append',
  'kafka.cleanup-policy' = 'delete',
  'value.format' = 'avro-registry'
);
