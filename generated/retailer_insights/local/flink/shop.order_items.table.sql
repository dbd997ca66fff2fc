-- table `shop.order_items` in retailer_insights.weir
CREATE TABLE IF NOT EXISTS `insights.public.order_items__kafka` (
  `orderitemid` INT NOT NULL,
  `orderid` INT NOT NULL,
  `productid` INT NOT NULL,
  `quantity` INT NOT NULL,
  `__deleted` STRING,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'insights.public.order_items',
  'properties.bootstrap.servers' = '@{env:KAFKA}',
  'properties.group.id' = 'retailer_insights.local.shop.order_items',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = '@{env:SCHEMA_REGISTRY}',
  'value.avro-confluent.subject' = 'insights.public.order_items-value',
  'value.fields-include' = 'ALL'
);
