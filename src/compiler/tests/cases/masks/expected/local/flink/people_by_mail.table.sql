-- transform `people_by_mail` in masks.weir
CREATE TABLE IF NOT EXISTS `masks.people_by_mail__kafka` (
  `email` STRING NOT NULL,
  `entries` BIGINT NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND,
  PRIMARY KEY (`email`) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'masks.people_by_mail',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'masks.local.people_by_mail',
  'key.format' = 'avro-confluent',
  'key.avro-confluent.url' = 'http://registry:8081',
  'key.avro-confluent.subject' = 'masks.people_by_mail-key',
  'key.avro-confluent.schema' = '{"type":"record","name":"people_by_mail_key","namespace":"masks","fields":[{"name":"email","type":"string"}]}',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'masks.people_by_mail-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"people_by_mail","namespace":"masks","fields":[{"name":"email","type":"string"},{"name":"entries","type":"long"}]}',
  'value.fields-include' = 'ALL'
);
