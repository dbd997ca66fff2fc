-- transform `revenue_summary` in online_retailer.weir
CREATE TABLE IF NOT EXISTS `revenue_summary` (
  `window_start` TIMESTAMP(3) NOT NULL,
  `window_end` TIMESTAMP(3) NOT NULL,
  `total_revenue` DECIMAL(10, 2) NOT NULL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '15' SECOND
)
COMMENT 'Revenue in each five-second window.'
DISTRIBUTED INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'append',
  'kafka.cleanup-policy' = 'delete',
  'value.format' = 'avro-registry'
);
