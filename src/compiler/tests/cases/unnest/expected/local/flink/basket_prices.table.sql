-- transform `basket_prices` in unnest.weir
CREATE TABLE IF NOT EXISTS `unnest.basket_prices__kafka` (
  `basket_id` BIGINT NOT NULL,
  `currency` STRING NOT NULL,
  `price` DOUBLE NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'unnest.basket_prices',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'unnest.local.basket_prices',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'unnest.basket_prices-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"basket_prices","namespace":"unnest","fields":[{"name":"basket_id","type":"long"},{"name":"currency","type":"string"},{"name":"price","type":"double"}]}',
  'value.fields-include' = 'ALL'
);
