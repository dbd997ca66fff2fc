-- transform `totals_by_customer` in group_by_retraction.weir
CREATE TABLE IF NOT EXISTS `group_by_retraction.totals_by_customer` (
  `customer_id` INT NOT NULL,
  `orders` BIGINT NOT NULL,
  `total` DECIMAL(38, 2) NOT NULL,
  `last_at` TIMESTAMP_LTZ(3) NOT NULL,
  PRIMARY KEY (`customer_id`) NOT ENFORCED,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND
)
COMMENT 'Totals of a customer; an order that is changed or deleted is taken back.'
DISTRIBUTED BY HASH(`customer_id`) INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'upsert',
  'kafka.cleanup-policy' = 'compact',
  'key.format' = 'avro-registry',
  'value.format' = 'avro-registry',
  'value.fields-include' = 'all'
);
