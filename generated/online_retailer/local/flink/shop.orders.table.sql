-- table `shop.orders` in online_retailer.weir
CREATE TABLE IF NOT EXISTS `shiftleft.public.orders__kafka` (
  `orderid` INT NOT NULL,
  `customerid` INT NOT NULL,
  `orderdate` TIMESTAMP(3),
  `status` STRING NOT NULL,
  `__deleted` STRING,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND,
  PRIMARY KEY (`orderid`) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'shiftleft.public.orders',
  'properties.bootstrap.servers' = '@{env:KAFKA}',
  'properties.group.id' = 'online_retailer.local.shop.orders',
  'key.format' = 'avro-confluent',
  'key.avro-confluent.url' = '@{env:SCHEMA_REGISTRY}',
  'key.avro-confluent.subject' = 'shiftleft.public.orders-key',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = '@{env:SCHEMA_REGISTRY}',
  'value.avro-confluent.subject' = 'shiftleft.public.orders-value',
  'value.fields-include' = 'ALL'
);
