-- table `shop.orders` in retailer_insights.weir
CREATE TABLE IF NOT EXISTS `insights.public.orders__kafka` (
  `orderid` INT NOT NULL,
  `customerid` INT NOT NULL,
  `orderdate` TIMESTAMP(3),
  `status` STRING NOT NULL,
  `__deleted` STRING,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'insights.public.orders',
  'properties.bootstrap.servers' = '@{env:KAFKA}',
  'properties.group.id' = 'retailer_insights.local.shop.orders',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = '@{env:SCHEMA_REGISTRY}',
  'value.avro-confluent.subject' = 'insights.public.orders-value',
  'value.fields-include' = 'ALL'
);
