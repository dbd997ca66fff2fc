-- transform `users_by_hour` in hop.weir
CREATE TABLE IF NOT EXISTS `hop.users_by_hour__kafka` (
  `window_start` TIMESTAMP(3) NOT NULL,
  `window_end` TIMESTAMP(3) NOT NULL,
  `users` BIGINT NOT NULL,
  `mean_millis` DECIMAL(38, 6) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'hop.users_by_hour',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'hop.local.users_by_hour',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'hop.users_by_hour-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"users_by_hour","namespace":"hop","fields":[{"name":"window_start","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"window_end","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"users","type":"long"},{"name":"mean_millis","type":{"type":"bytes","logicalType":"decimal","precision":38,"scale":6}}]}',
  'value.fields-include' = 'ALL'
);
