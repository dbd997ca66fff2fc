-- transform `slow_clicks` in sink_iceberg.weir
CREATE TABLE IF NOT EXISTS `sink_iceberg.slow_clicks__kafka` (
  `user_id` BIGINT NOT NULL,
  `page` STRING NOT NULL,
  `millis` INT NOT NULL,
  `clicked_at` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `clicked_at__ltz` AS CAST(`clicked_at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `clicked_at__ltz` AS `clicked_at__ltz` - INTERVAL '10' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'sink_iceberg.slow_clicks',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'sink_iceberg.local.slow_clicks',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'sink_iceberg.slow_clicks-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"slow_clicks","namespace":"sink_iceberg","fields":[{"name":"user_id","type":"long"},{"name":"page","type":"string"},{"name":"millis","type":"int"},{"name":"clicked_at","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
