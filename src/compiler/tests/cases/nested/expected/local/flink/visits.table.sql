-- topic `visits` in nested.weir
CREATE TABLE IF NOT EXISTS `nested.visits__kafka` (
  `visit_id` BIGINT NOT NULL,
  `device` ROW<`os` STRING NOT NULL, `size` ROW<`width` INT NOT NULL, `height` INT NOT NULL>, `owner` STRING> NOT NULL,
  `labels` MAP<STRING NOT NULL, STRING NOT NULL> NOT NULL,
  `counts` MAP<STRING NOT NULL, BIGINT NOT NULL>,
  `pages` ARRAY<STRING NOT NULL> NOT NULL,
  `begun_at` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `begun_at__ltz` AS CAST(`begun_at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `begun_at__ltz` AS `begun_at__ltz` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'nested.visits',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'nested.local.visits',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'nested.visits-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"visits","namespace":"nested","fields":[{"name":"visit_id","type":"long"},{"name":"device","type":{"type":"record","name":"visits_device","fields":[{"name":"os","type":"string"},{"name":"size","type":["null",{"type":"record","name":"visits_device_size","fields":[{"name":"width","type":"int"},{"name":"height","type":"int"}]}],"default":null},{"name":"owner","type":["null","string"],"default":null,"confluent:tags":["pii"]}]}},{"name":"labels","type":{"type":"map","values":"string"}},{"name":"counts","type":["null",{"type":"map","values":"long"}],"default":null},{"name":"pages","type":{"type":"array","items":"string"}},{"name":"begun_at","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
