-- transform `people_by_mail` in masks.weir
CREATE TABLE IF NOT EXISTS `masks.people_by_mail` (
  `email` STRING NOT NULL,
  `entries` BIGINT NOT NULL,
  PRIMARY KEY (`email`) NOT ENFORCED,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND
)
DISTRIBUTED BY HASH(`email`) INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'upsert',
  'kafka.cleanup-policy' = 'compact',
  'key.format' = 'avro-registry',
  'value.format' = 'avro-registry',
  'value.fields-include' = 'all'
);
