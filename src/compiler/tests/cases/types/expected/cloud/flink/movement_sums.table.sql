-- transform `movement_sums` in types.weir
CREATE TABLE IF NOT EXISTS `types.movement_sums` (
  `id` BIGINT NOT NULL,
  `product` DECIMAL(38, 12),
  `third` DECIMAL(38, 18) NOT NULL,
  `more` DECIMAL(11, 0),
  `cents` DECIMAL(23, 2) NOT NULL,
  `zoned_at` TIMESTAMP_LTZ(3) NOT NULL,
  `maybe_at` TIMESTAMP_LTZ(3),
  `tomorrow` TIMESTAMP_LTZ(3) NOT NULL,
  `full_hour` TIMESTAMP_LTZ(3) NOT NULL,
  `the_year` BIGINT NOT NULL,
  `the_day` DATE NOT NULL,
  `state` STRING NOT NULL,
  `word` STRING,
  PRIMARY KEY (`id`) NOT ENFORCED,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND
)
COMMENT 'What arithmetic makes of decimals and times.'
DISTRIBUTED BY HASH(`id`) INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'upsert',
  'kafka.cleanup-policy' = 'compact',
  'key.format' = 'avro-registry',
  'value.format' = 'avro-registry',
  'value.fields-include' = 'all'
);
