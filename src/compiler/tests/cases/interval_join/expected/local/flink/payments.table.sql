-- topic `payments` in interval_join.weir
CREATE TABLE IF NOT EXISTS `interval_join.payments__kafka` (
  `payment_id` BIGINT NOT NULL,
  `order_id` BIGINT NOT NULL,
  `paid_at` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `paid_at__ltz` AS CAST(`paid_at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `paid_at__ltz` AS `paid_at__ltz` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'interval_join.payments',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'interval_join.local.payments',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'interval_join.payments-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"payments","namespace":"interval_join","fields":[{"name":"payment_id","type":"long"},{"name":"order_id","type":"long"},{"name":"paid_at","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
