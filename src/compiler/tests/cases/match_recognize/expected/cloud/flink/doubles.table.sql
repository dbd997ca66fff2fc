-- transform `doubles` in match_recognize.weir
CREATE TABLE IF NOT EXISTS `match_recognize.doubles` (
  `symbol` STRING NOT NULL,
  `second_volume` INT NOT NULL,
  `pairs` BIGINT NOT NULL,
  PRIMARY KEY (`symbol`, `second_volume`) NOT ENFORCED,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND
)
COMMENT 'Two large ticks, one right after the other.'
DISTRIBUTED BY HASH(`symbol`, `second_volume`) INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'upsert',
  'kafka.cleanup-policy' = 'compact',
  'key.format' = 'avro-registry',
  'value.format' = 'avro-registry',
  'value.fields-include' = 'all'
);
