-- transform `last_use` in scoring.weir
CREATE TABLE IF NOT EXISTS `fraud.last_use` (
  `card_id` BIGINT NOT NULL,
  `auth_id` STRING NOT NULL,
  `country` STRING NOT NULL,
  `mcc` STRING NOT NULL,
  `amount` DECIMAL(12, 2) NOT NULL,
  `currency` STRING NOT NULL,
  `authorized_at` TIMESTAMP_LTZ(3) NOT NULL,
  PRIMARY KEY (`card_id`) NOT ENFORCED,
  WATERMARK FOR `authorized_at` AS `authorized_at` - INTERVAL '20' SECOND
)
COMMENT 'Where and when each card was used last.'
DISTRIBUTED BY HASH(`card_id`) INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'upsert',
  'kafka.cleanup-policy' = 'compact',
  'key.format' = 'avro-registry',
  'value.format' = 'avro-registry',
  'value.fields-include' = 'all'
);
