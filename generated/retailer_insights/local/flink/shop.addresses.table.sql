-- table `shop.addresses` in retailer_insights.weir
CREATE TABLE IF NOT EXISTS `insights.public.addresses__kafka` (
  `addressid` STRING NOT NULL,
  `street` STRING NOT NULL,
  `postalcode` STRING NOT NULL,
  `city` STRING NOT NULL,
  `state` STRING NOT NULL,
  `country` STRING NOT NULL,
  `__deleted` STRING,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND,
  PRIMARY KEY (`addressid`) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'insights.public.addresses',
  'properties.bootstrap.servers' = '@{env:KAFKA}',
  'properties.group.id' = 'retailer_insights.local.shop.addresses',
  'key.format' = 'avro-confluent',
  'key.avro-confluent.url' = '@{env:SCHEMA_REGISTRY}',
  'key.avro-confluent.subject' = 'insights.public.addresses-key',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = '@{env:SCHEMA_REGISTRY}',
  'value.avro-confluent.subject' = 'insights.public.addresses-value',
  'value.fields-include' = 'ALL'
);
