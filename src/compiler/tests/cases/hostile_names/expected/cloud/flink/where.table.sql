-- transform `where` in hostile_names.weir
CREATE TABLE IF NOT EXISTS `hostile_names.where` (
  `order` BIGINT NOT NULL,
  `from` STRING NOT NULL,
  `said` STRING NOT NULL,
  `time_of` TIMESTAMP_LTZ(3) NOT NULL,
  WATERMARK FOR `time_of` AS `time_of` - INTERVAL '10' SECOND
)
COMMENT 'Ends with a backslash \ and a quote '''
DISTRIBUTED INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'append',
  'kafka.cleanup-policy' = 'delete',
  'value.format' = 'avro-registry'
);
