-- transform `last_clicks` in dedup_last.weir
CREATE TABLE IF NOT EXISTS `dedup_last.last_clicks` (
  `user_id` BIGINT NOT NULL,
  `page` STRING NOT NULL,
  `clicked_at` TIMESTAMP_LTZ(3) NOT NULL,
  PRIMARY KEY (`user_id`) NOT ENFORCED,
  WATERMARK FOR `clicked_at` AS `clicked_at` - INTERVAL '10' SECOND
)
COMMENT 'The newest click of a user, which changes with each.'
DISTRIBUTED BY HASH(`user_id`) INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'upsert',
  'kafka.cleanup-policy' = 'compact',
  'key.format' = 'avro-registry',
  'value.format' = 'avro-registry',
  'value.fields-include' = 'all'
);
