-- transform `visits` in window_over_query.weir
CREATE TABLE IF NOT EXISTS `window_over_query.visits__kafka` (
  `user_id` BIGINT NOT NULL,
  `window_start` TIMESTAMP(3) NOT NULL,
  `window_end` TIMESTAMP(3) NOT NULL,
  `clicks` BIGINT NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'window_over_query.visits',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'window_over_query.local.visits',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'window_over_query.visits-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"visits","namespace":"window_over_query","fields":[{"name":"user_id","type":"long"},{"name":"window_start","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"window_end","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"clicks","type":"long"}]}',
  'value.fields-include' = 'ALL'
);
