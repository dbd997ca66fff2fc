-- transform `visits` in session.weir
CREATE TABLE IF NOT EXISTS `session.visits__kafka` (
  `user_id` BIGINT NOT NULL,
  `began` TIMESTAMP(3) NOT NULL,
  `ended` TIMESTAMP(3) NOT NULL,
  `pages` BIGINT NOT NULL,
  `a_page` STRING NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '30' SECOND
) COMMENT 'A visit ends when a user has been away for half an hour.' WITH (
  'connector' = 'kafka',
  'topic' = 'session.visits',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'session.local.visits',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'session.visits-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"visits","namespace":"session","doc":"A visit ends when a user has been away for half an hour.","fields":[{"name":"user_id","type":"long"},{"name":"began","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"ended","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"pages","type":"long"},{"name":"a_page","type":"string"}]}',
  'value.fields-include' = 'ALL'
);
