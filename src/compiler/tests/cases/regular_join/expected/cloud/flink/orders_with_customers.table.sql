-- transform `orders_with_customers` in regular_join.weir
CREATE TABLE IF NOT EXISTS `regular_join.orders_with_customers` (
  `id` INT NOT NULL,
  `amount` DECIMAL(12, 2) NOT NULL,
  `status` STRING NOT NULL,
  `name` STRING NOT NULL,
  `country` STRING NOT NULL,
  PRIMARY KEY (`id`) NOT ENFORCED,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND
)
COMMENT 'An order with its customer as he is now; both sides change it.'
DISTRIBUTED BY HASH(`id`) INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'upsert',
  'kafka.cleanup-policy' = 'compact',
  'key.format' = 'avro-registry',
  'value.format' = 'avro-registry',
  'value.fields-include' = 'all'
);
