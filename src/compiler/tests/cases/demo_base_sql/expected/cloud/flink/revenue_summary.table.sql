-- transform `revenue_summary` in demo_base_sql.weir
CREATE TABLE IF NOT EXISTS `revenue_summary` (
  `window_start` TIMESTAMP(3) NOT NULL,
  `window_end` TIMESTAMP(3) NOT NULL,
  `total_revenue` DOUBLE NOT NULL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '15' SECOND
)
DISTRIBUTED INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'append',
  'kafka.cleanup-policy' = 'delete',
  'value.format' = 'avro-registry'
);
