-- transform `audit_trail` in append_changelog.weir
CREATE TABLE IF NOT EXISTS `append_changelog.audit_trail` (
  `kind` STRING NOT NULL,
  `id` BIGINT NOT NULL,
  `about` STRING,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND
)
DISTRIBUTED INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'append',
  'kafka.cleanup-policy' = 'delete',
  'value.format' = 'avro-registry'
);
