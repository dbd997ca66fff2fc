-- transform `slowest_pages` in top_n.weir
CREATE TABLE IF NOT EXISTS `top_n.slowest_pages__kafka` (
  `page` STRING NOT NULL,
  `place` BIGINT NOT NULL,
  `user_id` BIGINT NOT NULL,
  `millis` INT NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND,
  PRIMARY KEY (`page`, `place`) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'top_n.slowest_pages',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'top_n.local.slowest_pages',
  'key.format' = 'avro-confluent',
  'key.avro-confluent.url' = 'http://registry:8081',
  'key.avro-confluent.subject' = 'top_n.slowest_pages-key',
  'key.avro-confluent.schema' = '{"type":"record","name":"slowest_pages_key","namespace":"top_n","fields":[{"name":"page","type":"string"},{"name":"place","type":"long"}]}',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'top_n.slowest_pages-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"slowest_pages","namespace":"top_n","fields":[{"name":"page","type":"string"},{"name":"place","type":"long"},{"name":"user_id","type":"long"},{"name":"millis","type":"int"}]}',
  'value.fields-include' = 'ALL'
);
