-- transform `completed_orders` in online_retailer.weir
CREATE TABLE IF NOT EXISTS `completed_orders__kafka` (
  `order_id` INT NOT NULL,
  `customerid` INT NOT NULL,
  `customername` STRING NOT NULL,
  `address` STRING NOT NULL,
  `amount` DOUBLE NOT NULL,
  `confirmation_code` STRING NOT NULL,
  `ts` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `ts__ltz` AS CAST(`ts` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `ts__ltz` AS `ts__ltz` - INTERVAL '10' SECOND
) COMMENT 'Payments that belong to a known order, with who paid and where they lived when they paid.' WITH (
  'connector' = 'kafka',
  'topic' = 'completed_orders',
  'properties.bootstrap.servers' = '@{env:KAFKA}',
  'properties.group.id' = 'online_retailer.local.completed_orders',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = '@{env:SCHEMA_REGISTRY}',
  'value.avro-confluent.subject' = 'completed_orders-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"completed_orders","namespace":"online_retailer","doc":"Payments that belong to a known order, with who paid and where they lived when they paid.","fields":[{"name":"order_id","type":"int"},{"name":"customerid","type":"int"},{"name":"customername","type":"string"},{"name":"address","type":"string"},{"name":"amount","type":"double"},{"name":"confirmation_code","type":"string"},{"name":"ts","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
