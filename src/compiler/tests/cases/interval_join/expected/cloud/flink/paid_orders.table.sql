-- transform `paid_orders` in interval_join.weir
CREATE TABLE IF NOT EXISTS `interval_join.paid_orders` (
  `order_id` BIGINT NOT NULL,
  `amount` DECIMAL(10, 2) NOT NULL,
  `payment_id` BIGINT,
  `placed_at` TIMESTAMP_LTZ(3) NOT NULL,
  `paid_at` TIMESTAMP_LTZ(3),
  WATERMARK FOR `placed_at` AS `placed_at` - INTERVAL '10' SECOND
)
COMMENT 'Orders that were paid within the hour, and those that were not.'
DISTRIBUTED INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'append',
  'kafka.cleanup-policy' = 'delete',
  'value.format' = 'avro-registry'
);
