-- transform `completed_orders` in online_retailer.weir
CREATE TABLE IF NOT EXISTS `completed_orders` (
  `order_id` INT NOT NULL,
  `customerid` INT NOT NULL,
  `customername` STRING NOT NULL,
  `address` STRING NOT NULL,
  `amount` DOUBLE NOT NULL,
  `confirmation_code` STRING NOT NULL,
  `ts` TIMESTAMP_LTZ(3) NOT NULL,
  WATERMARK FOR `ts` AS `ts` - INTERVAL '10' SECOND
)
COMMENT 'Payments that belong to a known order, with who paid and where they lived when they paid.'
DISTRIBUTED INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'append',
  'kafka.cleanup-policy' = 'delete',
  'value.format' = 'avro-registry'
);
