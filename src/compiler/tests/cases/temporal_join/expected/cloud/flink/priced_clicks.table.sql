-- transform `priced_clicks` in temporal_join.weir
CREATE TABLE IF NOT EXISTS `temporal_join.priced_clicks` (
  `user_id` BIGINT NOT NULL,
  `page` STRING NOT NULL,
  `price` DECIMAL(8, 2) NOT NULL,
  `name` STRING,
  `clicked_at` TIMESTAMP_LTZ(3) NOT NULL,
  WATERMARK FOR `clicked_at` AS `clicked_at` - INTERVAL '10' SECOND
)
COMMENT 'What a click cost at its moment, and who made it, as far as known.'
DISTRIBUTED INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'append',
  'kafka.cleanup-policy' = 'delete',
  'value.format' = 'avro-registry'
);
