-- transform `unique_payments` in retailer_insights.weir
CREATE TABLE IF NOT EXISTS `insights.unique_payments__kafka` (
  `order_id` INT NOT NULL,
  `product_id` INT NOT NULL,
  `customer_id` INT NOT NULL,
  `confirmation_code` STRING NOT NULL,
  `amount` DOUBLE NOT NULL,
  `ts` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `ts__ltz` AS CAST(`ts` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `ts__ltz` AS `ts__ltz` - INTERVAL '10' SECOND
) COMMENT 'The till sends one payment in ten twice: the first one counts.' WITH (
  'connector' = 'kafka',
  'topic' = 'insights.unique_payments',
  'properties.bootstrap.servers' = '@{env:KAFKA}',
  'properties.group.id' = 'retailer_insights.local.unique_payments',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = '@{env:SCHEMA_REGISTRY}',
  'value.avro-confluent.subject' = 'insights.unique_payments-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"unique_payments","namespace":"retailer_insights","doc":"The till sends one payment in ten twice: the first one counts.","fields":[{"name":"order_id","type":"int"},{"name":"product_id","type":"int"},{"name":"customer_id","type":"int"},{"name":"confirmation_code","type":"string"},{"name":"amount","type":"double"},{"name":"ts","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
