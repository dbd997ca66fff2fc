-- transform `basket_tags` in unnest.weir
CREATE TABLE IF NOT EXISTS `unnest.basket_tags__kafka` (
  `basket_id` BIGINT NOT NULL,
  `tag` STRING,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'unnest.basket_tags',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'unnest.local.basket_tags',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'unnest.basket_tags-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"basket_tags","namespace":"unnest","fields":[{"name":"basket_id","type":"long"},{"name":"tag","type":["null","string"],"default":null}]}',
  'value.fields-include' = 'ALL'
);
