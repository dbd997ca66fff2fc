-- transform `product_sales` in demo_base_sql.weir
CREATE TABLE IF NOT EXISTS `product_sales` (
  `orderid` INT NOT NULL,
  `productid` INT NOT NULL,
  `orderitemid` INT NOT NULL,
  `brand` STRING NOT NULL,
  `productname` STRING NOT NULL,
  `price` DECIMAL(10, 2) NOT NULL,
  `quantity` INT NOT NULL,
  `total_amount` DECIMAL(21, 2) NOT NULL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND
)
DISTRIBUTED INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'append',
  'kafka.cleanup-policy' = 'delete',
  'value.format' = 'avro-registry'
);
