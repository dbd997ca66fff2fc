-- transform `paid_orders` in interval_join.weir
CREATE TABLE IF NOT EXISTS `interval_join.paid_orders__kafka` (
  `order_id` BIGINT NOT NULL,
  `amount` DECIMAL(10, 2) NOT NULL,
  `payment_id` BIGINT,
  `placed_at` TIMESTAMP(3) NOT NULL,
  `paid_at` TIMESTAMP(3),
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `placed_at__ltz` AS CAST(`placed_at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `placed_at__ltz` AS `placed_at__ltz` - INTERVAL '10' SECOND
) COMMENT 'Orders that were paid within the hour, and those that were not.' WITH (
  'connector' = 'kafka',
  'topic' = 'interval_join.paid_orders',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'interval_join.local.paid_orders',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'interval_join.paid_orders-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"paid_orders","namespace":"interval_join","doc":"Orders that were paid within the hour, and those that were not.","fields":[{"name":"order_id","type":"long"},{"name":"amount","type":{"type":"bytes","logicalType":"decimal","precision":10,"scale":2}},{"name":"payment_id","type":["null","long"],"default":null},{"name":"placed_at","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"paid_at","type":["null",{"type":"long","logicalType":"timestamp-millis"}],"default":null}]}',
  'value.fields-include' = 'ALL'
);
