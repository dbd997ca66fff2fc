-- table `shop.customers` in retailer_insights.weir
CREATE TABLE IF NOT EXISTS `insights.public.customers__kafka` (
  `customerid` INT NOT NULL,
  `customername` STRING NOT NULL,
  `email` STRING NOT NULL,
  `segment` STRING NOT NULL,
  `shipping_address_id` STRING NOT NULL,
  `billing_address_id` STRING NOT NULL,
  `__deleted` STRING,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND,
  PRIMARY KEY (`customerid`) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'insights.public.customers',
  'properties.bootstrap.servers' = '@{env:KAFKA}',
  'properties.group.id' = 'retailer_insights.local.shop.customers',
  'key.format' = 'avro-confluent',
  'key.avro-confluent.url' = '@{env:SCHEMA_REGISTRY}',
  'key.avro-confluent.subject' = 'insights.public.customers-key',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = '@{env:SCHEMA_REGISTRY}',
  'value.avro-confluent.subject' = 'insights.public.customers-value',
  'value.fields-include' = 'ALL'
);
