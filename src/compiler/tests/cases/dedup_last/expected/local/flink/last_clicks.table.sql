-- transform `last_clicks` in dedup_last.weir
CREATE TABLE IF NOT EXISTS `dedup_last.last_clicks__kafka` (
  `user_id` BIGINT NOT NULL,
  `page` STRING NOT NULL,
  `clicked_at` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `clicked_at__ltz` AS CAST(`clicked_at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `clicked_at__ltz` AS `clicked_at__ltz` - INTERVAL '10' SECOND,
  PRIMARY KEY (`user_id`) NOT ENFORCED
) COMMENT 'The newest click of a user, which changes with each.' WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'dedup_last.last_clicks',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'dedup_last.local.last_clicks',
  'key.format' = 'avro-confluent',
  'key.avro-confluent.url' = 'http://registry:8081',
  'key.avro-confluent.subject' = 'dedup_last.last_clicks-key',
  'key.avro-confluent.schema' = '{"type":"record","name":"last_clicks_key","namespace":"dedup_last","fields":[{"name":"user_id","type":"long"}]}',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'dedup_last.last_clicks-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"last_clicks","namespace":"dedup_last","doc":"The newest click of a user, which changes with each.","fields":[{"name":"user_id","type":"long"},{"name":"page","type":"string"},{"name":"clicked_at","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
