-- topic `orders` in interval_join.weir
CREATE TABLE IF NOT EXISTS `interval_join.orders__kafka` (
  `order_id` BIGINT NOT NULL,
  `amount` DECIMAL(10, 2) NOT NULL,
  `placed_at` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `placed_at__ltz` AS CAST(`placed_at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `placed_at__ltz` AS `placed_at__ltz` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'interval_join.orders',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'interval_join.local.orders',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'interval_join.orders-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"orders","namespace":"interval_join","fields":[{"name":"order_id","type":"long"},{"name":"amount","type":{"type":"bytes","logicalType":"decimal","precision":10,"scale":2}},{"name":"placed_at","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
