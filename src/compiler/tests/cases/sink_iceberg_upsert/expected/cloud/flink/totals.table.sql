-- transform `totals` in sink_iceberg_upsert.weir
CREATE TABLE IF NOT EXISTS `sink_iceberg_upsert.totals` (
  `customer_id` INT NOT NULL,
  `total` DECIMAL(38, 2) NOT NULL,
  PRIMARY KEY (`customer_id`) NOT ENFORCED,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND
)
DISTRIBUTED BY HASH(`customer_id`) INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'upsert',
  'kafka.cleanup-policy' = 'compact',
  'key.format' = 'avro-registry',
  'value.format' = 'avro-registry',
  'value.fields-include' = 'all'
);
