-- table `shop.products` in retailer_insights.weir
CREATE TABLE IF NOT EXISTS `insights.public.products__kafka` (
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
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND,
  PRIMARY KEY (`productid`) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'insights.public.products',
  'properties.bootstrap.servers' = '@{env:KAFKA}',
  'properties.group.id' = 'retailer_insights.local.shop.products',
  'key.format' = 'avro-confluent',
  'key.avro-confluent.url' = '@{env:SCHEMA_REGISTRY}',
  'key.avro-confluent.subject' = 'insights.public.products-key',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = '@{env:SCHEMA_REGISTRY}',
  'value.avro-confluent.subject' = 'insights.public.products-value',
  'value.fields-include' = 'ALL'
);
