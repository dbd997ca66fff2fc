-- transform `named` in environments_from.weir
CREATE TABLE IF NOT EXISTS `test.named` (
  `id` BIGINT NOT NULL,
  `name` STRING NOT NULL,
  PRIMARY KEY (`id`) NOT ENFORCED,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND
)
COMMENT 'Those that have a name.'
DISTRIBUTED BY HASH(`id`) INTO 3 BUCKETS
WITH (
  'changelog.mode' = 'upsert',
  'kafka.cleanup-policy' = 'compact',
  'key.format' = 'avro-registry',
  'value.format' = 'avro-registry',
  'value.fields-include' = 'all'
);
