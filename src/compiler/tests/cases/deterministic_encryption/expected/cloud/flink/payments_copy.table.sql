-- transform `payments_copy` in deterministic_encryption.weir
CREATE TABLE IF NOT EXISTS `deterministic_encryption.payments_copy` (
  `payment_id` BIGINT NOT NULL,
  `card` STRING NOT NULL,
  `holder` STRING,
  `again` STRING,
  `paid_at` TIMESTAMP_LTZ(3) NOT NULL,
  WATERMARK FOR `paid_at` AS `paid_at` - INTERVAL '10' SECOND
)
COMMENT 'The holder goes through unread.'
DISTRIBUTED INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'append',
  'kafka.cleanup-policy' = 'delete',
  'value.format' = 'avro-registry'
);
