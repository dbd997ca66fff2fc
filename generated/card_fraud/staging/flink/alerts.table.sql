-- transform `alerts` in scoring.weir
CREATE TABLE IF NOT EXISTS `fraud.alerts` (
  `auth_id` STRING NOT NULL,
  `card_id` BIGINT NOT NULL,
  `score` DOUBLE NOT NULL,
  `reasons` ARRAY<STRING NOT NULL> NOT NULL,
  `amount` STRING NOT NULL,
  `currency` STRING NOT NULL,
  `entry` STRING NOT NULL,
  `terminal_said` STRING,
  `full_name` STRING NOT NULL,
  `phone` STRING NOT NULL,
  `scored_at` TIMESTAMP_LTZ(3) NOT NULL,
  WATERMARK FOR `scored_at` AS `scored_at` - INTERVAL '45' SECOND
)
COMMENT 'What the fraud desk is called about: scored high, within five minutes of the purchase, with whom to call.'
DISTRIBUTED INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'append',
  'kafka.cleanup-policy' = 'delete',
  'kafka.retention.time' = '172800000 ms',
  'value.format' = 'avro-registry'
);
