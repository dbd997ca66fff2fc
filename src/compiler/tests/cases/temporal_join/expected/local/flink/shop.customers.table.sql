-- table `shop.customers` in temporal_join.weir
CREATE TABLE IF NOT EXISTS `temporal_join.shop.public.customers__kafka` (
  `id` INT NOT NULL,
  `name` STRING NOT NULL,
  `country` STRING NOT NULL,
  `points` BIGINT NOT NULL,
  `__deleted` STRING,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND,
  PRIMARY KEY (`id`) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'temporal_join.shop.public.customers',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'temporal_join.local.shop.customers',
  'key.format' = 'avro-confluent',
  'key.avro-confluent.url' = 'http://registry:8081',
  'key.avro-confluent.subject' = 'temporal_join.shop.public.customers-key',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'temporal_join.shop.public.customers-value',
  'value.fields-include' = 'ALL'
);
