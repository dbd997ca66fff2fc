-- transform `valleys` in match_recognize.weir
CREATE TABLE IF NOT EXISTS `match_recognize.valleys` (
  `symbol` STRING NOT NULL,
  `first_price` DOUBLE NOT NULL,
  `lowest` DOUBLE,
  `desk` INT NOT NULL,
  `steps` BIGINT NOT NULL,
  `seen_at` TIMESTAMP_LTZ(3) NOT NULL,
  WATERMARK FOR `seen_at` AS `seen_at` - INTERVAL '10' SECOND
)
COMMENT 'Prices that fell and rose again.'
DISTRIBUTED INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'append',
  'kafka.cleanup-policy' = 'delete',
  'value.format' = 'avro-registry'
);
