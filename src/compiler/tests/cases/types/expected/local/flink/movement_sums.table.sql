-- transform `movement_sums` in types.weir
CREATE TABLE IF NOT EXISTS `types.movement_sums__kafka` (
  `id` BIGINT NOT NULL,
  `product` DECIMAL(38, 12),
  `third` DECIMAL(38, 18) NOT NULL,
  `more` DECIMAL(11, 0),
  `cents` DECIMAL(23, 2) NOT NULL,
  `zoned_at` TIMESTAMP(3) NOT NULL,
  `maybe_at` TIMESTAMP(3),
  `tomorrow` TIMESTAMP(3) NOT NULL,
  `full_hour` TIMESTAMP(3) NOT NULL,
  `the_year` BIGINT NOT NULL,
  `the_day` DATE NOT NULL,
  `state` STRING NOT NULL,
  `word` STRING,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND,
  PRIMARY KEY (`id`) NOT ENFORCED
) COMMENT 'What arithmetic makes of decimals and times.' WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'types.movement_sums',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'types.local.movement_sums',
  'key.format' = 'avro-confluent',
  'key.avro-confluent.url' = 'http://registry:8081',
  'key.avro-confluent.subject' = 'types.movement_sums-key',
  'key.avro-confluent.schema' = '{"type":"record","name":"movement_sums_key","namespace":"types","fields":[{"name":"id","type":"long"}]}',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'types.movement_sums-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"movement_sums","namespace":"types","doc":"What arithmetic makes of decimals and times.","fields":[{"name":"id","type":"long"},{"name":"product","type":["null",{"type":"bytes","logicalType":"decimal","precision":38,"scale":12}],"default":null},{"name":"third","type":{"type":"bytes","logicalType":"decimal","precision":38,"scale":18}},{"name":"more","type":["null",{"type":"bytes","logicalType":"decimal","precision":11,"scale":0}],"default":null},{"name":"cents","type":{"type":"bytes","logicalType":"decimal","precision":23,"scale":2}},{"name":"zoned_at","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"maybe_at","type":["null",{"type":"long","logicalType":"timestamp-millis"}],"default":null},{"name":"tomorrow","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"full_hour","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"the_year","type":"long"},{"name":"the_day","type":{"type":"int","logicalType":"date"}},{"name":"state","type":"string"},{"name":"word","type":["null","string"],"default":null}]}',
  'value.fields-include' = 'ALL'
);
