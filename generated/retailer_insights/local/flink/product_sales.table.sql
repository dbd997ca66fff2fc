-- transform `product_sales` in retailer_insights.weir
CREATE TABLE IF NOT EXISTS `insights.product_sales__kafka` (
  `ordered_at` TIMESTAMP(3) NOT NULL,
  `orderdate` TIMESTAMP(3),
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
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `ordered_at__ltz` AS CAST(`ordered_at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `ordered_at__ltz` AS `ordered_at__ltz` - INTERVAL '15' SECOND
) COMMENT 'One row for every item sold, with the price and the customer as they were when it was ordered.' WITH (
  'connector' = 'kafka',
  'topic' = 'insights.product_sales',
  'properties.bootstrap.servers' = '@{env:KAFKA}',
  'properties.group.id' = 'retailer_insights.local.product_sales',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = '@{env:SCHEMA_REGISTRY}',
  'value.avro-confluent.subject' = 'insights.product_sales-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"product_sales","namespace":"retailer_insights","doc":"One row for every item sold, with the price and the customer as they were when it was ordered.","fields":[{"name":"ordered_at","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"orderdate","type":["null",{"type":"long","logicalType":"timestamp-millis"}],"default":null},{"name":"orderid","type":"int"},{"name":"productid","type":"int"},{"name":"orderitemid","type":"int"},{"name":"brand","type":"string"},{"name":"productname","type":"string"},{"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":10,"scale":2}},{"name":"customerid","type":"int"},{"name":"segment","type":"string"},{"name":"shipping_city","type":["null","string"],"default":null},{"name":"billing_state","type":["null","string"],"default":null},{"name":"quantity","type":"int"},{"name":"total_amount","type":{"type":"bytes","logicalType":"decimal","precision":10,"scale":2}}]}',
  'value.fields-include' = 'ALL'
);
