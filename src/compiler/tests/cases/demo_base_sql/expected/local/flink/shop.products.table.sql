-- table `shop.products` in demo_base_sql.weir
CREATE TABLE IF NOT EXISTS `shiftleft.public.products__kafka` (
  `productid` INT NOT NULL,
  `brand` STRING NOT NULL,
  `productname` STRING NOT NULL,
  `category` STRING NOT NULL,
  `description` STRING,
  `color` STRING,
  `size` STRING,
  `price` DECIMAL(10, 2) NOT NULL,
  `stock` INT NOT NULL,
  `__deleted` STRING,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'shiftleft.public.products',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'demo_base_sql.local.shop.products',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'shiftleft.public.products-value',
  'value.fields-include' = 'ALL'
);
