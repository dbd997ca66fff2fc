-- transform `unique_payments` in retailer_insights.weir
CREATE TABLE IF NOT EXISTS `insights.unique_payments` (
  `order_id` INT NOT NULL,
  `product_id` INT NOT NULL,
  `customer_id` INT NOT NULL,
  `confirmation_code` STRING NOT NULL,
  `amount` DOUBLE NOT NULL,
  `ts` TIMESTAMP_LTZ(3) NOT NULL,
  WATERMARK FOR `ts` AS `ts` - INTERVAL '10' SECOND
)
COMMENT 'The till sends one payment in ten twice: the first one counts.'
DISTRIBUTED INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'append',
  'kafka.cleanup-policy' = 'delete',
  'value.format' = 'avro-registry'
);
