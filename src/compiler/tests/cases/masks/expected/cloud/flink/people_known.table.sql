-- transform `people_known` in masks.weir
CREATE TABLE IF NOT EXISTS `masks.people_known` (
  `id` INT NOT NULL,
  `name` STRING NOT NULL,
  `email` STRING NOT NULL,
  `phone` STRING,
  `street` STRING NOT NULL,
  `birthday` DATE,
  `points` INT NOT NULL,
  PRIMARY KEY (`id`) NOT ENFORCED,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND
)
DISTRIBUTED BY HASH(`id`) INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'upsert',
  'kafka.cleanup-policy' = 'compact',
  'key.format' = 'avro-registry',
  'value.format' = 'avro-registry',
  'value.fields-include' = 'all'
);
