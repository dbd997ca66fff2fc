-- topic `payments` in demo_base_sql.weir
CREATE TABLE IF NOT EXISTS `payments__kafka` (
  `order_id` INT NOT NULL,
  `product_id` INT NOT NULL,
  `customer_id` INT NOT NULL,
  `confirmation_code` STRING NOT NULL,
  `cc_number` STRING NOT NULL,
  `expiration` STRING NOT NULL,
  `amount` DOUBLE NOT NULL,
  `ts` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `ts__ltz` AS CAST(`ts` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `ts__ltz` AS `ts__ltz` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'payments',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'demo_base_sql.local.payments',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'payments-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"payments","namespace":"demo_base_sql","fields":[{"name":"order_id","type":"int"},{"name":"product_id","type":"int"},{"name":"customer_id","type":"int"},{"name":"confirmation_code","type":"string"},{"name":"cc_number","type":"string"},{"name":"expiration","type":"string"},{"name":"amount","type":"double"},{"name":"ts","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
