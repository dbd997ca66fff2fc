-- transform `completed_orders` in demo_base_sql.weir
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
DISTRIBUTED INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'append',
  'kafka.cleanup-policy' = 'delete',
  'value.format' = 'avro-registry'
);
