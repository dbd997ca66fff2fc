-- transform `terminals` in scoring.weir
CREATE TABLE IF NOT EXISTS `fraud.terminals` (
  `terminal_id` STRING NOT NULL,
  `kind` STRING NOT NULL,
  `firmware` STRING NOT NULL,
  `city` STRING NOT NULL,
  `country` STRING NOT NULL,
  `reported_at` TIMESTAMP_LTZ(3) NOT NULL,
  PRIMARY KEY (`terminal_id`) NOT ENFORCED,
  WATERMARK FOR `reported_at` AS `reported_at` - INTERVAL '35' SECOND
)
COMMENT 'What each terminal said of itself last.'
DISTRIBUTED BY HASH(`terminal_id`) INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'upsert',
  'kafka.cleanup-policy' = 'compact',
  'key.format' = 'avro-registry',
  'value.format' = 'avro-registry',
  'value.fields-include' = 'all'
);
