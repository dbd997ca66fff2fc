-- topic `baskets` in unnest.weir
CREATE TABLE IF NOT EXISTS `unnest.baskets__kafka` (
  `basket_id` BIGINT NOT NULL,
  `items` ARRAY<ROW<`sku` STRING NOT NULL, `quantity` INT NOT NULL, `price` DECIMAL(8, 2) NOT NULL> NOT NULL> NOT NULL,
  `tags` ARRAY<STRING NOT NULL>,
  `prices` MAP<STRING NOT NULL, DOUBLE NOT NULL> NOT NULL,
  `bought_at` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `bought_at__ltz` AS CAST(`bought_at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `bought_at__ltz` AS `bought_at__ltz` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'unnest.baskets',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'unnest.local.baskets',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'unnest.baskets-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"baskets","namespace":"unnest","fields":[{"name":"basket_id","type":"long"},{"name":"items","type":{"type":"array","items":{"type":"record","name":"baskets_items","fields":[{"name":"sku","type":"string"},{"name":"quantity","type":"int"},{"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":8,"scale":2}}]}}},{"name":"tags","type":["null",{"type":"array","items":"string"}],"default":null},{"name":"prices","type":{"type":"map","values":"double"}},{"name":"bought_at","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
