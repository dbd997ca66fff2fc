-- transform `orders_with_customers` in regular_join.weir
CREATE TABLE IF NOT EXISTS `regular_join.orders_with_customers__kafka` (
  `id` INT NOT NULL,
  `amount` DECIMAL(12, 2) NOT NULL,
  `status` STRING NOT NULL,
  `name` STRING NOT NULL,
  `country` STRING NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND,
  PRIMARY KEY (`id`) NOT ENFORCED
) COMMENT 'An order with its customer as he is now; both sides change it.' WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'regular_join.orders_with_customers',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'regular_join.local.orders_with_customers',
  'key.format' = 'avro-confluent',
  'key.avro-confluent.url' = 'http://registry:8081',
  'key.avro-confluent.subject' = 'regular_join.orders_with_customers-key',
  'key.avro-confluent.schema' = '{"type":"record","name":"orders_with_customers_key","namespace":"regular_join","fields":[{"name":"id","type":"int"}]}',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'regular_join.orders_with_customers-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"orders_with_customers","namespace":"regular_join","doc":"An order with its customer as he is now; both sides change it.","fields":[{"name":"id","type":"int"},{"name":"amount","type":{"type":"bytes","logicalType":"decimal","precision":12,"scale":2}},{"name":"status","type":"string"},{"name":"name","type":"string"},{"name":"country","type":"string"}]}',
  'value.fields-include' = 'ALL'
);
