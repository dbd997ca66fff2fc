-- transform `big_orders` in provision_rds.weir
CREATE TABLE IF NOT EXISTS `provision_rds.big_orders` (
  `id` INT NOT NULL,
  `customer_id` INT NOT NULL,
  `amount` DECIMAL(12, 2) NOT NULL,
  PRIMARY KEY (`id`) NOT ENFORCED,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND
)
DISTRIBUTED BY HASH(`id`) INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'upsert',
  'kafka.cleanup-policy' = 'compact',
  'key.format' = 'avro-registry',
  'value.format' = 'avro-registry',
  'value.fields-include' = 'all'
);
