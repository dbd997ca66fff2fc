-- table `crm.people` in masks.weir
CREATE TABLE IF NOT EXISTS `masks.crm.public.people__kafka` (
  `id` INT NOT NULL,
  `name` STRING NOT NULL,
  `email` STRING NOT NULL,
  `phone` STRING,
  `street` STRING NOT NULL,
  `birthday` DATE,
  `points` INT NOT NULL,
  `__deleted` STRING,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND,
  PRIMARY KEY (`id`) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'masks.crm.public.people',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'masks.local.crm.people',
  'key.format' = 'avro-confluent',
  'key.avro-confluent.url' = 'http://registry:8081',
  'key.avro-confluent.subject' = 'masks.crm.public.people-key',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'masks.crm.public.people-value',
  'value.fields-include' = 'ALL'
);
