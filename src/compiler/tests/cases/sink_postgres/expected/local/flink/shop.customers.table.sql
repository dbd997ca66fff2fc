-- table `shop.customers` in sink_postgres.weir
CREATE TABLE IF NOT EXISTS `sink_postgres.shop.public.customers__kafka` (
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
  'topic' = 'sink_postgres.shop.public.customers',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'sink_postgres.local.shop.customers',
  'key.format' = 'avro-confluent',
  'key.avro-confluent.url' = 'http://registry:8081',
  'key.avro-confluent.subject' = 'sink_postgres.shop.public.customers-key',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'sink_postgres.shop.public.customers-value',
  'value.fields-include' = 'ALL'
);
