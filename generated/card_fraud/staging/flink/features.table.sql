-- transform `features` in scoring.weir
CREATE TABLE IF NOT EXISTS `fraud.features` (
  `auth_id` STRING NOT NULL,
  `card_id` BIGINT NOT NULL,
  `pan` STRING NOT NULL,
  `amount` DECIMAL(12, 2) NOT NULL,
  `currency` STRING NOT NULL,
  `entry` STRING NOT NULL,
  `approved` BOOLEAN NOT NULL,
  `customer_id` BIGINT NOT NULL,
  `card_status` STRING NOT NULL,
  `day_limit` DECIMAL(12, 2) NOT NULL,
  `abroad` BOOLEAN NOT NULL,
  `mcc` STRING,
  `merchant_risk` SMALLINT NOT NULL,
  `merchant_watched` BOOLEAN NOT NULL,
  `terminal_said` STRING,
  `authorized_at` TIMESTAMP_LTZ(3) NOT NULL,
  WATERMARK FOR `authorized_at` AS `authorized_at` - INTERVAL '40' SECOND
)
COMMENT 'What the model looks at: an authorisation beside the card, the merchant and the terminal as they were then.'
DISTRIBUTED INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'append',
  'kafka.cleanup-policy' = 'delete',
  'kafka.retention.time' = '172800000 ms',
  'value.format' = 'avro-registry'
);
