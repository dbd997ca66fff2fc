-- table `shop.orders` in sink_postgres.weir
CREATE TABLE IF NOT EXISTS `sink_postgres.shop.public.orders__kafka` (
  `id` INT NOT NULL,
  `customer_id` INT NOT NULL,
  `status` STRING NOT NULL,
  `amount` DECIMAL(12, 2) NOT NULL,
  `ordered_at` TIMESTAMP(3) NOT NULL,
  `__deleted` STRING,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND,
  PRIMARY KEY (`id`) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'sink_postgres.shop.public.orders',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'sink_postgres.local.shop.orders',
  'key.format' = 'avro-confluent',
  'key.avro-confluent.url' = 'http://registry:8081',
  'key.avro-confluent.subject' = 'sink_postgres.shop.public.orders-key',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'sink_postgres.shop.public.orders-value',
  'value.fields-include' = 'ALL'
);
