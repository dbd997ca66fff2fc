-- transform `customers_with_orders` in regular_join.weir
CREATE TABLE IF NOT EXISTS `regular_join.customers_with_orders` (
  `customer_id` INT NOT NULL,
  `order_id` INT NOT NULL,
  `name` STRING NOT NULL,
  `amount` DECIMAL(12, 2),
  PRIMARY KEY (`customer_id`, `order_id`) NOT ENFORCED,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND
)
COMMENT 'Customers without an order too.'
DISTRIBUTED BY HASH(`customer_id`, `order_id`) INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'upsert',
  'kafka.cleanup-policy' = 'compact',
  'key.format' = 'avro-registry',
  'value.format' = 'avro-registry',
  'value.fields-include' = 'all'
);
