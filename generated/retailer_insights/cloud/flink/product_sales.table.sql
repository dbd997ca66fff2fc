-- transform `product_sales` in retailer_insights.weir
CREATE TABLE IF NOT EXISTS `insights.product_sales` (
  `ordered_at` TIMESTAMP_LTZ(3) NOT NULL,
  `orderdate` TIMESTAMP_LTZ(3),
  `orderid` INT NOT NULL,
  `productid` INT NOT NULL,
  `orderitemid` INT NOT NULL,
  `brand` STRING NOT NULL,
  `productname` STRING NOT NULL,
  `price` DECIMAL(10, 2) NOT NULL,
  `customerid` INT NOT NULL,
  `segment` STRING NOT NULL,
  `shipping_city` STRING,
  `billing_state` STRING,
  `quantity` INT NOT NULL,
  `total_amount` DECIMAL(10, 2) NOT NULL,
  WATERMARK FOR `ordered_at` AS `ordered_at` - INTERVAL '15' SECOND
)
COMMENT 'One row for every item sold, with the price and the customer as they were when it was ordered.'
DISTRIBUTED INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'append',
  'kafka.cleanup-policy' = 'delete',
  'value.format' = 'avro-registry'
);
