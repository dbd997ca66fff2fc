-- table `shop.orders` in group_by_retraction.weir
CREATE TABLE IF NOT EXISTS `group_by_retraction.shop.public.orders__kafka` (
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
  'topic' = 'group_by_retraction.shop.public.orders',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'group_by_retraction.local.shop.orders',
  'key.format' = 'avro-confluent',
  'key.avro-confluent.url' = 'http://registry:8081',
  'key.avro-confluent.subject' = 'group_by_retraction.shop.public.orders-key',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'group_by_retraction.shop.public.orders-value',
  'value.fields-include' = 'ALL'
);
