-- transform `valleys` in match_recognize.weir
CREATE TABLE IF NOT EXISTS `match_recognize.valleys__kafka` (
  `symbol` STRING NOT NULL,
  `first_price` DOUBLE NOT NULL,
  `lowest` DOUBLE,
  `desk` INT NOT NULL,
  `steps` BIGINT NOT NULL,
  `seen_at` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `seen_at__ltz` AS CAST(`seen_at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `seen_at__ltz` AS `seen_at__ltz` - INTERVAL '10' SECOND
) COMMENT 'Prices that fell and rose again.' WITH (
  'connector' = 'kafka',
  'topic' = 'match_recognize.valleys',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'match_recognize.local.valleys',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'match_recognize.valleys-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"valleys","namespace":"match_recognize","doc":"Prices that fell and rose again.","fields":[{"name":"symbol","type":"string"},{"name":"first_price","type":"double"},{"name":"lowest","type":["null","double"],"default":null},{"name":"desk","type":"int"},{"name":"steps","type":"long"},{"name":"seen_at","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
