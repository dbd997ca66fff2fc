-- transform `flat_visits` in nested.weir
CREATE TABLE IF NOT EXISTS `nested.flat_visits__kafka` (
  `visit_id` BIGINT NOT NULL,
  `os` STRING NOT NULL,
  `width` INT,
  `came_from` STRING,
  `clicks` BIGINT,
  `entered_by` STRING,
  `depth` INT NOT NULL,
  `keys` ARRAY<STRING> NOT NULL,
  `as_map` MAP<STRING NOT NULL, STRING NOT NULL> NOT NULL,
  `shape` ROW<`os` STRING, `depth` INT> NOT NULL,
  `begun_at` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `begun_at__ltz` AS CAST(`begun_at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `begun_at__ltz` AS `begun_at__ltz` - INTERVAL '10' SECOND
) COMMENT 'Parts of rows, maps and arrays, and new ones made of them.' WITH (
  'connector' = 'kafka',
  'topic' = 'nested.flat_visits',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'nested.local.flat_visits',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'nested.flat_visits-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"flat_visits","namespace":"nested","doc":"Parts of rows, maps and arrays, and new ones made of them.","fields":[{"name":"visit_id","type":"long"},{"name":"os","type":"string"},{"name":"width","type":["null","int"],"default":null},{"name":"came_from","type":["null","string"],"default":null},{"name":"clicks","type":["null","long"],"default":null},{"name":"entered_by","type":["null","string"],"default":null},{"name":"depth","type":"int"},{"name":"keys","type":{"type":"array","items":["null","string"]}},{"name":"as_map","type":{"type":"map","values":"string"}},{"name":"shape","type":{"type":"record","name":"flat_visits_shape","fields":[{"name":"os","type":["null","string"],"default":null},{"name":"depth","type":["null","int"],"default":null}]}},{"name":"begun_at","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
