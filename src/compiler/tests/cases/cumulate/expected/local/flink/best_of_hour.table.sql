-- transform `best_of_hour` in cumulate.weir
CREATE TABLE IF NOT EXISTS `cumulate.best_of_hour__kafka` (
  `window_start` TIMESTAMP(3) NOT NULL,
  `window_end` TIMESTAMP(3) NOT NULL,
  `most` BIGINT NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '15' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'cumulate.best_of_hour',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'cumulate.local.best_of_hour',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'cumulate.best_of_hour-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"best_of_hour","namespace":"cumulate","fields":[{"name":"window_start","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"window_end","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"most","type":"long"}]}',
  'value.fields-include' = 'ALL'
);
