-- topic `ticks` in match_recognize.weir
CREATE TABLE IF NOT EXISTS `match_recognize.ticks__kafka` (
  `symbol` STRING NOT NULL,
  `price` DOUBLE NOT NULL,
  `volume` INT NOT NULL,
  `place` ROW<`hall` STRING NOT NULL, `desk` INT NOT NULL> NOT NULL,
  `at` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `at__ltz` AS CAST(`at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `at__ltz` AS `at__ltz` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'match_recognize.ticks',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'match_recognize.local.ticks',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'match_recognize.ticks-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"ticks","namespace":"match_recognize","fields":[{"name":"symbol","type":"string"},{"name":"price","type":"double"},{"name":"volume","type":"int"},{"name":"place","type":{"type":"record","name":"ticks_place","fields":[{"name":"hall","type":"string"},{"name":"desk","type":"int"}]}},{"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
