-- transform `slow_by_minute` in window_over_query.weir
CREATE TABLE IF NOT EXISTS `window_over_query.slow_by_minute__kafka` (
  `window_start` TIMESTAMP(3) NOT NULL,
  `window_end` TIMESTAMP(3) NOT NULL,
  `clicks` BIGINT NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'window_over_query.slow_by_minute',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'window_over_query.local.slow_by_minute',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'window_over_query.slow_by_minute-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"slow_by_minute","namespace":"window_over_query","fields":[{"name":"window_start","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"window_end","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"clicks","type":"long"}]}',
  'value.fields-include' = 'ALL'
);
