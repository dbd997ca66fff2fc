-- table `shop.customers` in state_ttl_own_key.weir
CREATE TABLE IF NOT EXISTS `state_ttl_own_key.shop.public.customers__kafka` (
  `id` INT NOT NULL,
  `name` STRING NOT NULL,
  `__deleted` STRING,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND,
  PRIMARY KEY (`id`) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'state_ttl_own_key.shop.public.customers',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'state_ttl_own_key.local.shop.customers',
  'key.format' = 'avro-confluent',
  'key.avro-confluent.url' = 'http://registry:8081',
  'key.avro-confluent.subject' = 'state_ttl_own_key.shop.public.customers-key',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'state_ttl_own_key.shop.public.customers-value',
  'value.fields-include' = 'ALL'
);
