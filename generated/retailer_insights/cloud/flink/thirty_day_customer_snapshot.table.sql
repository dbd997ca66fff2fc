-- transform `thirty_day_customer_snapshot` in retailer_insights.weir
CREATE TABLE IF NOT EXISTS `insights.thirty_day_customer_snapshot` (
  `customerid` INT NOT NULL,
  `total_amount` DECIMAL(38, 2),
  `number_of_orders` BIGINT NOT NULL,
  `updated_at` TIMESTAMP_LTZ(3) NOT NULL,
  WATERMARK FOR `updated_at` AS `updated_at` - INTERVAL '20' SECOND
)
COMMENT 'What each customer bought in the thirty days before each sale.'
DISTRIBUTED INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'append',
  'kafka.cleanup-policy' = 'delete',
  'value.format' = 'avro-registry'
);
