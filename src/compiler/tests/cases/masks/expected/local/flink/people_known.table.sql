-- transform `people_known` in masks.weir
CREATE TABLE IF NOT EXISTS `masks.people_known__kafka` (
  `id` INT NOT NULL,
  `name` STRING NOT NULL,
  `email` STRING NOT NULL,
  `phone` STRING,
  `street` STRING NOT NULL,
  `birthday` DATE,
  `points` INT NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND,
  PRIMARY KEY (`id`) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'masks.people_known',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'masks.local.people_known',
  'key.format' = 'avro-confluent',
  'key.avro-confluent.url' = 'http://registry:8081',
  'key.avro-confluent.subject' = 'masks.people_known-key',
  'key.avro-confluent.schema' = '{"type":"record","name":"people_known_key","namespace":"masks","fields":[{"name":"id","type":"int"}]}',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'masks.people_known-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"people_known","namespace":"masks","fields":[{"name":"id","type":"int"},{"name":"name","type":"string"},{"name":"email","type":"string"},{"name":"phone","type":["null","string"],"default":null},{"name":"street","type":"string"},{"name":"birthday","type":["null",{"type":"int","logicalType":"date"}],"default":null},{"name":"points","type":"int"}]}',
  'value.fields-include' = 'ALL'
);
