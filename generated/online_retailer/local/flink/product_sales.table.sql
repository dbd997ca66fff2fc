-- transform `product_sales` in online_retailer.weir
CREATE TABLE IF NOT EXISTS `product_sales__kafka` (
  `orderid` INT NOT NULL,
  `productid` INT NOT NULL,
  `orderitemid` INT NOT NULL,
  `brand` STRING NOT NULL,
  `productname` STRING NOT NULL,
  `price` DECIMAL(10, 2) NOT NULL,
  `quantity` INT NOT NULL,
  `total_amount` DECIMAL(10, 2) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND
) COMMENT 'One row for every item sold, with what it was and what it brought in at that moment.' WITH (
  'connector' = 'kafka',
  'topic' = 'product_sales',
  'properties.bootstrap.servers' = '@{env:KAFKA}',
  'properties.group.id' = 'online_retailer.local.product_sales',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = '@{env:SCHEMA_REGISTRY}',
  'value.avro-confluent.subject' = 'product_sales-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"product_sales","namespace":"online_retailer","doc":"One row for every item sold, with what it was and what it brought in at that moment.","fields":[{"name":"orderid","type":"int"},{"name":"productid","type":"int"},{"name":"orderitemid","type":"int"},{"name":"brand","type":"string"},{"name":"productname","type":"string"},{"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":10,"scale":2}},{"name":"quantity","type":"int"},{"name":"total_amount","type":{"type":"bytes","logicalType":"decimal","precision":10,"scale":2}}]}',
  'value.fields-include' = 'ALL'
);
