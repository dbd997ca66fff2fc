-- transform `completed_orders` in demo_base_sql.weir
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
) WITH (
  'connector' = 'kafka',
  'topic' = 'completed_orders',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'demo_base_sql.local.completed_orders',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'completed_orders-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"completed_orders","namespace":"demo_base_sql","fields":[{"name":"order_id","type":"int"},{"name":"customerid","type":"int"},{"name":"customername","type":"string"},{"name":"address","type":"string"},{"name":"amount","type":"double"},{"name":"confirmation_code","type":"string"},{"name":"ts","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
