-- transform `completed_orders` in retailer_insights.weir
CREATE TABLE IF NOT EXISTS `insights.completed_orders__kafka` (
  `order_id` INT NOT NULL,
  `amount` DOUBLE NOT NULL,
  `confirmation_code` STRING NOT NULL,
  `ts` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `ts__ltz` AS CAST(`ts` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `ts__ltz` AS `ts__ltz` - INTERVAL '15' SECOND
) COMMENT 'Payments of an order that was placed in the four days before.' WITH (
  'connector' = 'kafka',
  'topic' = 'insights.completed_orders',
  'properties.bootstrap.servers' = '@{env:KAFKA}',
  'properties.group.id' = 'retailer_insights.local.completed_orders',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = '@{env:SCHEMA_REGISTRY}',
  'value.avro-confluent.subject' = 'insights.completed_orders-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"completed_orders","namespace":"retailer_insights","doc":"Payments of an order that was placed in the four days before.","fields":[{"name":"order_id","type":"int"},{"name":"amount","type":"double"},{"name":"confirmation_code","type":"string"},{"name":"ts","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
