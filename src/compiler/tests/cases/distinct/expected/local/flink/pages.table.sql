-- transform `pages` in distinct.weir
CREATE TABLE IF NOT EXISTS `distinct.pages__kafka` (
  `page` STRING NOT NULL,
  `user_id` BIGINT NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND,
  PRIMARY KEY (`page`, `user_id`) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'distinct.pages',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'distinct.local.pages',
  'key.format' = 'avro-confluent',
  'key.avro-confluent.url' = 'http://registry:8081',
  'key.avro-confluent.subject' = 'distinct.pages-key',
  'key.avro-confluent.schema' = '{"type":"record","name":"pages_key","namespace":"distinct","fields":[{"name":"page","type":"string"},{"name":"user_id","type":"long"}]}',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'distinct.pages-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"pages","namespace":"distinct","fields":[{"name":"page","type":"string"},{"name":"user_id","type":"long"}]}',
  'value.fields-include' = 'ALL'
);
