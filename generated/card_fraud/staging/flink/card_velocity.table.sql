-- transform `card_velocity` in scoring.weir
CREATE TABLE IF NOT EXISTS `fraud.card_velocity` (
  `window_start` TIMESTAMP(3) NOT NULL,
  `window_end` TIMESTAMP(3) NOT NULL,
  `pan` STRING NOT NULL,
  `uses` BIGINT NOT NULL,
  `countries` BIGINT NOT NULL,
  `declined` BIGINT NOT NULL,
  `spent` DECIMAL(16, 2) NOT NULL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '20' SECOND
)
COMMENT 'How a card''s number was used in the last ten minutes, told every minute.'
DISTRIBUTED INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'append',
  'kafka.cleanup-policy' = 'delete',
  'kafka.retention.time' = '172800000 ms',
  'value.format' = 'avro-registry'
);
