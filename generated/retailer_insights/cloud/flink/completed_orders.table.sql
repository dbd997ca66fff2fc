-- transform `completed_orders` in retailer_insights.weir
CREATE TABLE IF NOT EXISTS `insights.completed_orders` (
  `order_id` INT NOT NULL,
  `amount` DOUBLE NOT NULL,
  `confirmation_code` STRING NOT NULL,
  `ts` TIMESTAMP_LTZ(3) NOT NULL,
  WATERMARK FOR `ts` AS `ts` - INTERVAL '15' SECOND
)
COMMENT 'Payments of an order that was placed in the four days before.'
DISTRIBUTED INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'append',
  'kafka.cleanup-policy' = 'delete',
  'value.format' = 'avro-registry'
);
