-- transform `product_sales` in demo_base_sql.weir
CREATE TABLE IF NOT EXISTS `product_sales__kafka` (
  `orderid` INT NOT NULL,
  `productid` INT NOT NULL,
  `orderitemid` INT NOT NULL,
  `brand` STRING NOT NULL,
  `productname` STRING NOT NULL,
  `price` DECIMAL(10, 2) NOT NULL,
  `quantity` INT NOT NULL,
  `total_amount` DECIMAL(21, 2) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'product_sales',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'demo_base_sql.local.product_sales',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'product_sales-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"product_sales","namespace":"demo_base_sql","fields":[{"name":"orderid","type":"int"},{"name":"productid","type":"int"},{"name":"orderitemid","type":"int"},{"name":"brand","type":"string"},{"name":"productname","type":"string"},{"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":10,"scale":2}},{"name":"quantity","type":"int"},{"name":"total_amount","type":{"type":"bytes","logicalType":"decimal","precision":21,"scale":2}}]}',
  'value.fields-include' = 'ALL'
);
