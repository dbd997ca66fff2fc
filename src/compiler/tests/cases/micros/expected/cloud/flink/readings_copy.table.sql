-- transform `readings_copy` in micros.weir
CREATE TABLE IF NOT EXISTS `micros.readings_copy` (
  `id` STRING NOT NULL,
  `plain` TIMESTAMP(6) NOT NULL,
  `ltz` TIMESTAMP_LTZ(6) NOT NULL,
  `clock` TIME(3) NOT NULL,
  `taken` TIMESTAMP_LTZ(3) NOT NULL,
  WATERMARK FOR `taken` AS `taken` - INTERVAL '10' SECOND
)
DISTRIBUTED INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'append',
  'kafka.cleanup-policy' = 'delete',
  'value.format' = 'avro-registry'
);
