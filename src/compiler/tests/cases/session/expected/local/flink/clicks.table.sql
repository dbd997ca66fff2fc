-- topic `clicks` in session.weir
CREATE TABLE IF NOT EXISTS `session.clicks__kafka` (
  `user_id` BIGINT NOT NULL,
  `page` STRING NOT NULL,
  `millis` INT NOT NULL,
  `clicked_at` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `clicked_at__ltz` AS CAST(`clicked_at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `clicked_at__ltz` AS `clicked_at__ltz` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'session.clicks',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'session.local.clicks',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'session.clicks-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"clicks","namespace":"session","fields":[{"name":"user_id","type":"long"},{"name":"page","type":"string"},{"name":"millis","type":"int"},{"name":"clicked_at","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
