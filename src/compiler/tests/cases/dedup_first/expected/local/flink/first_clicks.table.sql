-- transform `first_clicks` in dedup_first.weir
CREATE TABLE IF NOT EXISTS `dedup_first.first_clicks__kafka` (
  `user_id` BIGINT NOT NULL,
  `page` STRING NOT NULL,
  `clicked_at` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `clicked_at__ltz` AS CAST(`clicked_at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `clicked_at__ltz` AS `clicked_at__ltz` - INTERVAL '10' SECOND
) COMMENT 'The first click of a user, which never changes.' WITH (
  'connector' = 'kafka',
  'topic' = 'dedup_first.first_clicks',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'dedup_first.local.first_clicks',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'dedup_first.first_clicks-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"first_clicks","namespace":"dedup_first","doc":"The first click of a user, which never changes.","fields":[{"name":"user_id","type":"long"},{"name":"page","type":"string"},{"name":"clicked_at","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
