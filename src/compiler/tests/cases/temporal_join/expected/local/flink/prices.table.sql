-- topic `prices` in temporal_join.weir
CREATE TABLE IF NOT EXISTS `temporal_join.prices__kafka` (
  `page` STRING NOT NULL,
  `price` DECIMAL(8, 2) NOT NULL,
  `valid_from` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `valid_from__ltz` AS CAST(`valid_from` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `valid_from__ltz` AS `valid_from__ltz` - INTERVAL '5' SECOND,
  PRIMARY KEY (`page`) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'temporal_join.prices',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'temporal_join.local.prices',
  'key.format' = 'avro-confluent',
  'key.avro-confluent.url' = 'http://registry:8081',
  'key.avro-confluent.subject' = 'temporal_join.prices-key',
  'key.avro-confluent.schema' = '{"type":"record","name":"prices_key","namespace":"temporal_join","fields":[{"name":"page","type":"string"}]}',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'temporal_join.prices-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"prices","namespace":"temporal_join","fields":[{"name":"page","type":"string"},{"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":8,"scale":2}},{"name":"valid_from","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
