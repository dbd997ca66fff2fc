-- transform `all_orders` in union_all.weir
CREATE TABLE IF NOT EXISTS `union_all.all_orders__kafka` (
  `channel` STRING NOT NULL,
  `id` BIGINT NOT NULL,
  `note` STRING,
  `amount` DECIMAL(12, 3) NOT NULL,
  `placed_at` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `placed_at__ltz` AS CAST(`placed_at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `placed_at__ltz` AS `placed_at__ltz` - INTERVAL '25' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'union_all.all_orders',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'union_all.local.all_orders',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'union_all.all_orders-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"all_orders","namespace":"union_all","fields":[{"name":"channel","type":"string"},{"name":"id","type":"long"},{"name":"note","type":["null","string"],"default":null},{"name":"amount","type":{"type":"bytes","logicalType":"decimal","precision":12,"scale":3}},{"name":"placed_at","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
