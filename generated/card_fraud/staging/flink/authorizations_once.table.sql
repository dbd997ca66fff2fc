-- transform `authorizations_once` in scoring.weir
CREATE TABLE IF NOT EXISTS `fraud.authorizations_once` (
  `card_id` BIGINT NOT NULL,
  `auth_id` STRING NOT NULL,
  `pan` STRING NOT NULL,
  `amount` DECIMAL(12, 2) NOT NULL,
  `currency` STRING NOT NULL,
  `entry` STRING NOT NULL,
  `approved` BOOLEAN NOT NULL,
  `merchant` ROW<`id` STRING NOT NULL, `name` STRING NOT NULL, `mcc` STRING NOT NULL, `country` STRING NOT NULL> NOT NULL COMMENT 'As the terminal sent it; what the bank knows of the merchant is in risk.merchants.',
  `terminal_id` STRING,
  `authorized_at` TIMESTAMP_LTZ(3) NOT NULL,
  WATERMARK FOR `authorized_at` AS `authorized_at` - INTERVAL '15' SECOND
)
COMMENT 'Acquirers repeat what they got no answer for: the first of each authorisation counts.'
DISTRIBUTED INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'append',
  'kafka.cleanup-policy' = 'delete',
  'kafka.retention.time' = '172800000 ms',
  'value.format' = 'avro-registry'
);
