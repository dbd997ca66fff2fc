-- table `shop.order_items` in demo_base_sql.weir
CREATE TABLE IF NOT EXISTS `shiftleft.public.order_items__kafka` (
  `orderitemid` INT NOT NULL,
  `orderid` INT NOT NULL,
  `productid` INT NOT NULL,
  `quantity` INT NOT NULL,
  `__deleted` STRING,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'shiftleft.public.order_items',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'demo_base_sql.local.shop.order_items',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'shiftleft.public.order_items-value',
  'value.fields-include' = 'ALL'
);
