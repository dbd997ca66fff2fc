-- transform `basket_items` in unnest.weir
CREATE TABLE IF NOT EXISTS `unnest.basket_items__kafka` (
  `basket_id` BIGINT NOT NULL,
  `sku` STRING NOT NULL,
  `amount` DECIMAL(19, 2) NOT NULL,
  `bought_at` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `bought_at__ltz` AS CAST(`bought_at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `bought_at__ltz` AS `bought_at__ltz` - INTERVAL '10' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'unnest.basket_items',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'unnest.local.basket_items',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'unnest.basket_items-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"basket_items","namespace":"unnest","fields":[{"name":"basket_id","type":"long"},{"name":"sku","type":"string"},{"name":"amount","type":{"type":"bytes","logicalType":"decimal","precision":19,"scale":2}},{"name":"bought_at","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
