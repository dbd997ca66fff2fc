-- table `shop.orders` in demo_base_sql.weir
CREATE TABLE IF NOT EXISTS `shiftleft.public.orders__kafka` (
  `orderid` INT NOT NULL,
  `customerid` INT NOT NULL,
  `orderdate` TIMESTAMP(3),
  `status` STRING NOT NULL,
  `__deleted` STRING,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'shiftleft.public.orders',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'demo_base_sql.local.shop.orders',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'shiftleft.public.orders-value',
  'value.fields-include' = 'ALL'
);
